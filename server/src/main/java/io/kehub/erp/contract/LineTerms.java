package io.kehub.erp.contract;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed for one line of a contract.
 *
 * @param unit id of one of the product's units; null means the base unit
 * @param quantity in that unit, above zero
 * @param price per unit, with tax or without
 * @param discount a factor: 1 for none, 0.9 for ten percent off
 * @param taxIncluded whether the price has the tax in it 是否含税
 * @param taxRate in percent
 * @param concession taken off the line's total 优惠金额
 * @param deliveredOn null if no day is agreed
 */
public record LineTerms(
        ProductId product,
        @Nullable Long unit,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal discount,
        boolean taxIncluded,
        BigDecimal taxRate,
        BigDecimal concession,
        @Nullable LocalDate deliveredOn,
        String remark) {}
