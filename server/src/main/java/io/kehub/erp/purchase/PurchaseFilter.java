package io.kehub.erp.purchase;

import io.kehub.erp.purchase.Purchase.Arrival;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases a list shows; null and empty match all.
 *
 * @param texts the given texts, by what they are compared with
 * @param buyers any of them
 * @param categories any of these entries of 采购分类
 * @param supplier null for all
 * @param product a product of any line; null for all
 */
public record PurchaseFilter(
        Map<Text, String> texts,
        List<PurchaseId> ids,
        List<UserId> buyers,
        List<String> categories,
        @Nullable State state,
        @Nullable Arrival arrival,
        @Nullable SupplierId supplier,
        @Nullable ProductId product,
        Times times) {

    /** Matches every purchase. */
    public static final PurchaseFilter ALL =
            new PurchaseFilter(Map.of(), List.of(), List.of(), List.of(), null, null, null, null, Times.ALL);

    public PurchaseFilter {
        texts = Map.copyOf(texts);
        ids = List.copyOf(ids);
        buyers = List.copyOf(buyers);
        categories = List.copyOf(categories);
    }

    /** What a text is compared with; all without regard to case and width. */
    public enum Text {
        /** Part of any text that a list shows: number, title, summary, category, supplier, buyer. */
        KEYWORD,
        NUMBER,
        TITLE,
        SUMMARY,
        SUPPLIER_NAME
    }

    /**
     * When.
     *
     * @param addedFrom inclusive
     * @param addedBefore exclusive
     * @param arrivingUntil purchases that are approved, have not arrived completely, and are due by this day
     */
    public record Times(
            @Nullable Instant addedFrom,
            @Nullable Instant addedBefore,
            @Nullable LocalDate arrivingUntil) {

        public static final Times ALL = new Times(null, null, null);
    }

    String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** A copy that compares only this text. */
    PurchaseFilter with(Text text, String value) {
        return new PurchaseFilter(
                Map.of(text, value), ids, buyers, categories, state, arrival, supplier, product, times);
    }
}
