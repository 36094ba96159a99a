package io.kehub.erp.contract;

import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored contract 合同.
 *
 * @param amounts the sums of its lines
 * @param deliveryProgress 出库进展: all once every line has its quantity
 * @param closed whether it was closed 终止: a closed contract reserves and ships nothing
 */
public record Contract(
        ContractId id,
        ContractTerms terms,
        String customerName,
        Amounts amounts,
        Settled settled,
        Progress deliveryProgress,
        Approval approval,
        boolean closed,
        UserId addedBy,
        Instant addedAt) {

    /**
     * What was settled of a contract, in its currency.
     *
     * @param paid 到账总额
     * @param invoiced 开票总额
     */
    public record Settled(BigDecimal paid, BigDecimal invoiced) {}

    /** The value of a field; {@code ""} if it is not filled. */
    public String text(ContractField field) {
        return terms.text(field);
    }

    /** 合同编号 */
    public String number() {
        return text(ContractField.NUMBER);
    }

    public CustomerId customer() {
        return terms.customer();
    }

    /** 销售人员 */
    public UserId owner() {
        return terms.owner();
    }

    /** 收款进展 */
    public Progress paymentProgress() {
        return Progress.of(settled.paid(), amounts.amount());
    }

    /** 开票进展 */
    public Progress invoicingProgress() {
        return Progress.of(settled.invoiced(), amounts.amount());
    }

    /** A copy with its delivery; null if nothing has to be shipped. */
    Contract withDelivery(@Nullable Delivery delivery) {
        return new Contract(
                id, terms, customerName, amounts, settled, progress(delivery), approval, closed, addedBy, addedAt);
    }

    private Progress progress(@Nullable Delivery delivery) {
        if (delivery == null) {
            return approval == Approval.APPROVED ? Progress.NOT_NEEDED : Progress.NONE;
        }
        if (!delivery.started()) {
            return Progress.NONE;
        }
        return delivery.complete() ? Progress.ALL : Progress.PART;
    }

    /** How much of something is done. */
    public enum Progress {
        NONE,
        PART,
        ALL,
        /** Nothing has to be done: no line is kept in stock, or the amount is zero. */
        NOT_NEEDED;

        static Progress of(BigDecimal done, BigDecimal total) {
            if (total.signum() == 0) {
                return NOT_NEEDED;
            }
            if (done.signum() <= 0) {
                return NONE;
            }
            return done.compareTo(total) < 0 ? PART : ALL;
        }
    }

    /** 审批状态 */
    public enum Approval {
        PENDING("待审批"),
        APPROVED("审批通过"),
        VETOED("审批否决"),
        /** May be changed and saved again. */
        RETURNED("审批退回");

        private final String caption;

        Approval(String caption) {
            this.caption = caption;
        }

        /** The name for people, in Chinese. */
        public String caption() {
            return caption;
        }
    }
}
