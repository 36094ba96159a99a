package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * A line picked for a future contract 合同产品明细.
 *
 * @param customer for whose contract; null if that is not said yet
 * @param money what the line comes to
 */
public record DraftLine(
        long id,
        @Nullable CustomerId customer,
        LineTerms terms,
        String productName,
        String productCode,
        String productModel,
        String unitName,
        LineMoney money) {}
