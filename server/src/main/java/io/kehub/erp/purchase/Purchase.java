package io.kehub.erp.purchase;

import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A stored purchase 采购单.
 *
 * @param amount sum of its lines, in its currency
 * @param arrival how much has been stocked in
 */
public record Purchase(
        PurchaseId id,
        PurchaseTerms terms,
        String supplierName,
        BigDecimal amount,
        State state,
        Arrival arrival,
        UserId addedBy,
        Instant addedAt) {

    public String number() {
        return terms.number();
    }

    public UserId buyer() {
        return terms.buyer();
    }

    /** 审批状态 */
    public enum State {
        PENDING("待审批"),
        APPROVED("审批通过"),
        /** May be changed, and waits for approval then. */
        REFUSED("审批否决"),
        /** Nothing more arrives. */
        CANCELLED("已取消");

        private final String caption;

        State(String caption) {
            this.caption = caption;
        }

        /** The name for people, in Chinese. */
        public String caption() {
            return caption;
        }
    }

    /** 入库状态 */
    public enum Arrival {
        NONE("未入库"),
        PART("部分入库"),
        ALL("已入库"),
        /** No line is kept in stock. */
        NOT_NEEDED("无需入库");

        private final String caption;

        Arrival(String caption) {
            this.caption = caption;
        }

        /** The name for people, in Chinese. */
        public String caption() {
            return caption;
        }
    }

    /**
     * An approval, refusal or cancellation.
     *
     * @param result not {@link State#PENDING}
     */
    public record Decision(State result, String opinion, UserId by, Instant at) {}
}
