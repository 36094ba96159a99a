package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a list of stock documents; null and empty do not narrow it.
 *
 * @param texts parts of texts, compared folded
 * @param terms further conditions
 */
public record StockDocumentFilter(
        Kind kind,
        @Nullable State state,
        Map<Text, String> texts,
        @Nullable UserId appliedBy,
        Period applied,
        Period confirmed,
        StockDocumentTerms terms) {

    /** A text that a filter searches. */
    public enum Text {
        /** number or title */
        KEYWORD,
        NUMBER,
        TITLE,
        /** name of the source's customer */
        CUSTOMER,
        /** name of the supplier */
        SUPPLIER,
        /** number or title of the purchase that a stock-in comes from */
        PURCHASE
    }

    /**
     * A period; null leaves an end open.
     *
     * @param from inclusive
     * @param before exclusive
     */
    public record Period(@Nullable Instant from, @Nullable Instant before) {
        public static final Period ALL = new Period(null, null);
    }

    public StockDocumentFilter {
        texts = Map.copyOf(texts);
    }

    /** All documents of a kind. */
    public static StockDocumentFilter of(Kind kind) {
        return new StockDocumentFilter(kind, null, Map.of(), null, Period.ALL, Period.ALL, StockDocumentTerms.NONE);
    }

    String text(Text text) {
        return texts.getOrDefault(text, "");
    }
}
