package io.kehub.erp.product;

import io.kehub.kernel.Text;
import java.math.BigDecimal;

/**
 * A unit 单位 in which a product is counted.
 *
 * @param unit id of the entry of the dictionary of units
 * @param name text of that entry
 * @param ratio so many base units make one; 1 for the base unit
 * @param base whether stock is kept in it; exactly one of each product
 * @param barcode 条形码; empty where there is none
 * @param prices per unit
 */
public record ProductUnit(long unit, String name, BigDecimal ratio, boolean base, String barcode, UnitPrices prices) {

    public ProductUnit {
        barcode = Text.withoutInvisible(barcode);
    }

    /**
     * 价格策略. None is below zero; zero stands for none.
     *
     * @param suggestedPurchase 建议进价
     * @param highestPurchase 最高进价
     * @param suggestedSale 建议售价
     * @param lowestSale 最低售价
     */
    public record UnitPrices(
            BigDecimal suggestedPurchase, BigDecimal highestPurchase, BigDecimal suggestedSale, BigDecimal lowestSale) {

        public static final UnitPrices NONE =
                new UnitPrices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
