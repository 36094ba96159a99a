package io.kehub.erp.inventory;

import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stock document.
 *
 * @param quantity sum of its lines' base quantities
 * @param warehouses names of the warehouses that its lines name
 * @param confirmedBy null while it waits; who confirmed or refused it otherwise
 * @param reverses the document that it reverses; null if it reverses none
 * @param transfer the transfer that it belongs to; null if it belongs to none
 */
public record StockDocument(
        StockDocumentId id,
        Kind kind,
        String number,
        String title,
        State state,
        String category,
        String supplier,
        String remark,
        String opinion,
        SourceRef source,
        BigDecimal quantity,
        String warehouses,
        UserId appliedBy,
        Instant appliedAt,
        @Nullable UserId confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable StockDocumentId reverses,
        @Nullable Transfer transfer) {

    /**
     * A document's place in a transfer 调拨.
     *
     * @param departure the stock-out that the transfer began with
     */
    public record Transfer(StockDocumentId departure, Part part) {}

    /** What a document does in a transfer. */
    public enum Part {
        /** Takes the goods out of their warehouse. */
        DEPARTURE,
        /** Brings them into the other. While it is pending, they are in transit. */
        ARRIVAL,
        /** Brings goods that were not accepted back to where they came from. */
        RETURN,
        /** Writes off, after their return, goods that were lost on the way. */
        LOSS,
        /** Reverses the departure or an arrival. */
        REVERSAL
    }

    /** Whether it is this part of a transfer. */
    boolean is(Part part) {
        return transfer != null && transfer.part() == part;
    }

    /** What it does. */
    public enum Kind {
        /** 入库 */
        STOCK_IN("RK", "入库"),
        /** 出库 */
        STOCK_OUT("CK", "出库"),
        /** 盘点、调整 */
        ADJUSTMENT("PD", "盘点");

        private final String prefix;
        private final String caption;

        Kind(String prefix, String caption) {
            this.prefix = prefix;
            this.caption = caption;
        }

        String prefix() {
            return prefix;
        }

        /** What people call it. */
        public String caption() {
            return caption;
        }
    }

    /** How far it has come. */
    public enum State {
        /** 待确认: nothing was moved yet. What it will bring in is in transit. */
        PENDING,
        /** 已确认: stock was moved. */
        CONFIRMED,
        /** 否决 */
        REFUSED
    }
}
