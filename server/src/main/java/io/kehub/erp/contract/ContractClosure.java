package io.kehub.erp.contract;

import io.kehub.kernel.UserId;
import java.time.Instant;

/**
 * The closing 终止 or reopening 恢复 of a contract.
 *
 * @param closed true for closing, false for reopening
 * @param reason empty if none was given
 * @param stateBefore 合同状态 before it
 */
public record ContractClosure(boolean closed, String reason, String stateBefore, UserId by, Instant at) {}
