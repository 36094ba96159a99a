package io.kehub.erp.inventory;

import io.kehub.kernel.Bounds;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on stock; empty ones do not narrow a list.
 *
 * @param texts parts of texts, compared folded; lists of products ignore them
 * @param bins only in one of these bins or warehouses; null for all. Lists of products ignore it
 * @param stocked when the goods were stocked first; lists of products ignore it
 * @param producedOn production date of the batch; lists of products ignore it
 * @param expiresOn expiry date of the batch; lists of products ignore it
 */
public record StockTerms(
        Map<Text, String> texts,
        @Nullable List<WarehouseId> bins,
        Bounds<BigDecimal> quantity,
        Bounds<BigDecimal> frozen,
        Bounds<Instant> stocked,
        Bounds<LocalDate> producedOn,
        Bounds<LocalDate> expiresOn) {

    /** A text that the list of batches searches. */
    public enum Text {
        /** 批号 */
        BATCH,
        /** a serial number in stock */
        SERIAL_NUMBER,
        /** supplier of the document that the goods come from */
        SUPPLIER
    }

    public static final StockTerms NONE =
            new StockTerms(Map.of(), null, Bounds.none(), Bounds.none(), Bounds.none(), Bounds.none(), Bounds.none());

    public StockTerms {
        texts = Map.copyOf(texts);
        bins = bins == null ? null : List.copyOf(bins);
    }

    String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    public StockTerms withTexts(Map<Text, String> others) {
        return new StockTerms(others, bins, quantity, frozen, stocked, producedOn, expiresOn);
    }

    public StockTerms withBins(@Nullable List<WarehouseId> others) {
        return new StockTerms(texts, others, quantity, frozen, stocked, producedOn, expiresOn);
    }

    public StockTerms withQuantities(Bounds<BigDecimal> otherQuantity, Bounds<BigDecimal> otherFrozen) {
        return new StockTerms(texts, bins, otherQuantity, otherFrozen, stocked, producedOn, expiresOn);
    }

    public StockTerms withStocked(Bounds<Instant> other) {
        return new StockTerms(texts, bins, quantity, frozen, other, producedOn, expiresOn);
    }

    public StockTerms withDates(Bounds<LocalDate> produced, Bounds<LocalDate> expires) {
        return new StockTerms(texts, bins, quantity, frozen, stocked, produced, expires);
    }
}
