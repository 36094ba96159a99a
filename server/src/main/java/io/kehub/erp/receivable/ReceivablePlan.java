package io.kehub.erp.receivable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is planned.
 *
 * @param amount in the contract's currency, above zero
 * @param method 收款方式, an entry of the dictionary; empty if it is open
 */
public record ReceivablePlan(LocalDate plannedOn, BigDecimal amount, String method, String remark) {}
