package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which stock documents a list shows; null and empty mean all. Texts are compared folded.
 *
 * @param keyword part of number or title
 * @param number part of the number
 * @param title part of the title
 * @param category text of the entry
 * @param customer part of the name of the source's customer
 * @param appliedFrom first moment, inclusive
 * @param appliedBefore moment after the last, exclusive
 */
public record StockDocumentFilter(
        Kind kind,
        @Nullable State state,
        String keyword,
        String number,
        String title,
        String category,
        String customer,
        @Nullable UserId appliedBy,
        @Nullable UserId confirmedBy,
        @Nullable Instant appliedFrom,
        @Nullable Instant appliedBefore,
        @Nullable Instant confirmedFrom,
        @Nullable Instant confirmedBefore) {

    public static StockDocumentFilter of(Kind kind) {
        return new StockDocumentFilter(kind, null, "", "", "", "", "", null, null, null, null, null, null);
    }
}
