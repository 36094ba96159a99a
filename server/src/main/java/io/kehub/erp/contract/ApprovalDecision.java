package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.UserId;
import java.time.Instant;

/** A decision on a contract 审批记录. */
public record ApprovalDecision(long id, Approval result, String opinion, UserId by, Instant at) {}
