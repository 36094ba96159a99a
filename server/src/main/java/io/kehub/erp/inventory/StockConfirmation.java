package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Details;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse's confirmation of a document 入库确认, 出库确认.
 *
 * @param corrections lines that differ from what was applied for; other lines stay. Several corrections of one line split it
 *     into parts
 * @param rest what happens to goods of a transfer that did not arrive
 * @param header corrected fields of the document itself
 */
public record StockConfirmation(String opinion, List<Correction> corrections, Rest rest, Header header) {
    public StockConfirmation {
        corrections = List.copyOf(corrections);
    }

    /**
     * Corrected fields of a document; null keeps the value applied for.
     *
     * @param custom by number; an empty text clears one, a missing one stays
     */
    public record Header(@Nullable String remark, Map<Integer, String> custom) {

        public static final Header NONE = new Header(null, Map.of());

        public Header {
            custom = Map.copyOf(custom);
        }

        Details applied(Details details) {
            return new Details(
                    details.category(),
                    details.supplier(),
                    remark == null ? details.remark() : remark,
                    details.custom().with(custom));
        }
    }

    /** Goods that did not arrive stay in transit. */
    public StockConfirmation(String opinion, List<Correction> corrections) {
        this(opinion, corrections, Rest.IN_TRANSIT, Header.NONE);
    }

    /** Leaves the document's own fields as applied for. */
    public StockConfirmation(String opinion, List<Correction> corrections, Rest rest) {
        this(opinion, corrections, rest, Header.NONE);
    }

    /** Confirms all lines as applied for. */
    public static final StockConfirmation AS_APPLIED = new StockConfirmation("", List.of());

    /** What happens to goods of a transfer that did not arrive. */
    public enum Rest {
        /** 仍在途: they are on a new pending arrival. */
        IN_TRANSIT,
        /** 退回: they return to their warehouse. */
        RETURNED,
        /** 损耗: they return to their warehouse and are written off there by an adjustment. */
        LOST
    }

    /**
     * A corrected line or part of a line; null keeps the value applied for. A part has to state its quantity.
     *
     * @param quantity in the line's unit; zero if nothing moved
     * @param further the other corrected fields
     */
    public record Correction(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse,
            @Nullable String batch,
            Further further) {

        /** Corrects what a line moves. */
        public Correction(
                long line, @Nullable BigDecimal quantity, @Nullable WarehouseId warehouse, @Nullable String batch) {
            this(line, quantity, warehouse, batch, Further.NONE);
        }
    }

    /**
     * Corrected fields of a line; null keeps the value applied for.
     *
     * @param custom by number; an empty text clears one, a missing one stays
     */
    public record Further(
            @Nullable String serialNumbers,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @Nullable String remark,
            @Nullable LocalDate arrivedOn,
            Map<Integer, String> custom) {

        public static final Further NONE = new Further(null, null, null, null, null, Map.of());

        public Further {
            custom = Map.copyOf(custom);
        }
    }
}
