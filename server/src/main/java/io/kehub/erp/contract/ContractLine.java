package io.kehub.erp.contract;

import java.math.BigDecimal;

/**
 * A line of a contract as it is stored.
 *
 * @param baseQuantity the quantity in base units
 * @param total 税后总价
 * @param amount 优惠后总价
 * @param tax the tax that the total holds
 */
public record ContractLine(
        long id,
        LineTerms terms,
        String productName,
        String productCode,
        String productModel,
        long unit,
        String unitName,
        BigDecimal baseQuantity,
        BigDecimal total,
        BigDecimal amount,
        BigDecimal tax) {}
