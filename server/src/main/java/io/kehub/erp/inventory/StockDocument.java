package io.kehub.erp.inventory;

import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stock document.
 *
 * @param source the record for which stock moves; {@link SourceRef#NONE} if there is none
 */
public record StockDocument(
        StockDocumentId id,
        Kind kind,
        String number,
        String title,
        Details details,
        SourceRef source,
        Content content,
        Application application,
        Decision decision,
        Links links) {

    /**
     * What is entered in addition to number and title.
     *
     * @param category 入库类别 or 出库类别, the text of a dictionary entry
     * @param supplier name of the supplier; empty if there is none
     */
    public record Details(String category, String supplier, String remark, CustomTexts custom) {}

    /**
     * A summary of the lines.
     *
     * @param quantity sum of their base quantities
     * @param warehouses names of their warehouses
     */
    public record Content(BigDecimal quantity, String warehouses) {}

    /** Who requested the document, and when. */
    public record Application(UserId by, Instant at) {}

    /**
     * The warehouse's decision.
     *
     * @param opinion 库管意见
     * @param by null while the document is pending
     * @param at null while the document is pending
     */
    public record Decision(
            State state,
            String opinion,
            @Nullable UserId by,
            @Nullable Instant at) {}

    /**
     * Other documents that this one belongs to.
     *
     * @param reverses the document that it reverses; null if it reverses none
     * @param transfer its part in a transfer; null if it is in none
     */
    public record Links(
            @Nullable StockDocumentId reverses, @Nullable Transfer transfer) {}

    /**
     * A document's part in a transfer 调拨.
     *
     * @param departure the stock-out that started the transfer
     */
    public record Transfer(StockDocumentId departure, Part part) {}

    /** What a document does in a transfer. */
    public enum Part {
        /** Takes the goods out of their warehouse. */
        DEPARTURE,
        /** Brings them into the target warehouse. While it is pending, they are in transit. */
        ARRIVAL,
        /** Brings goods that did not arrive back to their warehouse. */
        RETURN,
        /** Writes off returned goods that were lost in transit. */
        LOSS,
        /** Reverses the departure or an arrival. */
        REVERSAL
    }

    public State state() {
        return decision.state();
    }

    public BigDecimal quantity() {
        return content.quantity();
    }

    public @Nullable StockDocumentId reverses() {
        return links.reverses();
    }

    public @Nullable Transfer transfer() {
        return links.transfer();
    }

    /** Whether the document has this part in a transfer. */
    boolean is(Part part) {
        var transfer = transfer();
        return transfer != null && transfer.part() == part;
    }

    /** How a document changes stock. */
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

        /** Prefix of generated document numbers. */
        String prefix() {
            return prefix;
        }

        /** The name shown to users, in Chinese. */
        public String caption() {
            return caption;
        }
    }

    /** State of the decision. */
    public enum State {
        /** 待确认: nothing has moved. The goods of a stock-in are in transit. */
        PENDING,
        /** 已确认: stock has moved. */
        CONFIRMED,
        /** 否决 */
        REFUSED
    }
}
