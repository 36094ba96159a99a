package io.kehub.erp.customer;

/** Audit events of a customer other than field edits; never deleted. */
enum CustomerEvent {
    /** 指派 */
    ASSIGNED,
    /** 收回 or 放弃: into the pool */
    RETURNED_TO_POOL,
    /** 申请: out of the pool */
    CLAIMED,
    /** 共享 */
    SHARED,
    /** 保护 */
    PROTECTED,
    /** 放弃保护 */
    UNPROTECTED,
    /** 审核通过 */
    REVIEWED,
    /** 审核否决 */
    REFUSED,
    /** 申请，等待审批 */
    APPLIED,
    /** 申请被否决 */
    APPLICATION_REJECTED
}
