package io.kehub.erp.receivable;

import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;

/**
 * The contract of a receivable, for display.
 *
 * @param owner 销售人员
 * @param plan 收款计划 of the contract, as stated there
 * @param kind 收款类型 of the contract, as stated there
 */
public record ReceivableContract(
        ContractId id,
        String number,
        String title,
        CustomerId customer,
        String customerName,
        String customerNumber,
        UserId owner,
        String currency,
        String plan,
        String kind) {}
