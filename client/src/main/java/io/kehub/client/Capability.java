package io.kehub.client;

/** What a client can do. A call that it can't do is rejected as {@code UNSUPPORTED}, and nothing is sent. */
public enum Capability {
    /** {@link ErpClient#findByKCode}. */
    FIND_BY_K_CODE,
    /** {@link ErpClient#findByName}. */
    FIND_BY_NAME,
    /** {@link ErpClient#findByPhone}. */
    FIND_BY_PHONE,
    /** {@link ErpClient#add}. */
    ADD,
    /** {@link ErpClient#update}. */
    UPDATE,
    /** {@link ErpClient#read}. */
    READ,
    /** {@link ErpClient#list} and {@link ErpClient#stream}. */
    LIST,
    /** {@link ErpClient#reserveId}, and {@link ErpClient#add} under a reserved id. */
    RESERVE,
    /** {@link ErpClient#addFollowUp}. */
    FOLLOW_UP
}
