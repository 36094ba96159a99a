package io.kehub.erp.inventory;

import io.kehub.erp.product.ProductText;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Further conditions on stock documents; null and empty ones do not narrow a list.
 *
 * @param ids one of these documents
 * @param category 入库类别 or 出库类别
 * @param decidedBy the user who confirmed or refused it
 * @param warehouse a line is in this warehouse or a bin in it
 * @param products parts of texts of a product of a line
 * @param sourceNumber part of the number of the source, such as a contract
 * @param sourceTitle part of the title of the source
 * @param custom parts of the custom texts of the document, by number
 * @param lineCustom parts of the custom texts of a line, by number
 */
public record StockDocumentTerms(
        List<StockDocumentId> ids,
        String category,
        @Nullable UserId decidedBy,
        @Nullable WarehouseId warehouse,
        Map<ProductText, String> products,
        String sourceNumber,
        String sourceTitle,
        Map<Integer, String> custom,
        Map<Integer, String> lineCustom) {

    public static final StockDocumentTerms NONE =
            new StockDocumentTerms(List.of(), "", null, null, Map.of(), "", "", Map.of(), Map.of());

    public StockDocumentTerms {
        ids = List.copyOf(ids);
        products = Map.copyOf(products);
        custom = Map.copyOf(custom);
        lineCustom = Map.copyOf(lineCustom);
    }

    public StockDocumentTerms withIds(List<StockDocumentId> others) {
        return new StockDocumentTerms(
                others, category, decidedBy, warehouse, products, sourceNumber, sourceTitle, custom, lineCustom);
    }

    public StockDocumentTerms withCategory(String other) {
        return new StockDocumentTerms(
                ids, other, decidedBy, warehouse, products, sourceNumber, sourceTitle, custom, lineCustom);
    }

    public StockDocumentTerms withDecidedBy(@Nullable UserId other) {
        return new StockDocumentTerms(
                ids, category, other, warehouse, products, sourceNumber, sourceTitle, custom, lineCustom);
    }

    public StockDocumentTerms withWarehouse(@Nullable WarehouseId other) {
        return new StockDocumentTerms(
                ids, category, decidedBy, other, products, sourceNumber, sourceTitle, custom, lineCustom);
    }

    public StockDocumentTerms withProducts(Map<ProductText, String> others) {
        return new StockDocumentTerms(
                ids, category, decidedBy, warehouse, others, sourceNumber, sourceTitle, custom, lineCustom);
    }

    public StockDocumentTerms withSource(String number, String title) {
        return new StockDocumentTerms(ids, category, decidedBy, warehouse, products, number, title, custom, lineCustom);
    }

    public StockDocumentTerms withCustom(Map<Integer, String> ofDocument, Map<Integer, String> ofLine) {
        return new StockDocumentTerms(
                ids, category, decidedBy, warehouse, products, sourceNumber, sourceTitle, ofDocument, ofLine);
    }
}
