package io.kehub.erp.contract;

import java.math.BigDecimal;

/**
 * A stored line of a contract.
 *
 * @param unit id of the unit; the base unit if the terms name none
 * @param baseQuantity the quantity in base units
 */
public record ContractLine(
        long id, LineTerms terms, LineLabels labels, long unit, BigDecimal baseQuantity, Amounts amounts) {}
