package io.kehub.erp.contract;

import io.kehub.kernel.UserId;
import java.time.Instant;

/**
 * The end of a contract 终止, or its being taken back 恢复.
 *
 * @param closed true for the end
 * @param reason empty if none was given
 * @param stateBefore 合同状态 before it
 */
public record ContractClosure(boolean closed, String reason, String stateBefore, UserId by, Instant at) {}
