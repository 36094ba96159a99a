package io.kehub.erp.contract;

import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract 合同 as it is stored.
 *
 * @param total 合同总额, the sum of its lines
 * @param concession 优惠总额
 * @param amount 优惠后总额
 * @param delivery 出库进展: all once every line has got its quantity
 * @param payment 收款进展
 * @param invoicing 开票进展
 * @param closed whether it was ended 终止: it reserves and ships nothing
 */
public record Contract(
        ContractId id,
        String number,
        String title,
        CustomerId customer,
        String customerName,
        UserId owner,
        String category,
        String state,
        String currency,
        LocalDate signedOn,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        String counterpart,
        String summary,
        String paymentTerms,
        String deliveryAddress,
        String remark,
        BigDecimal freight,
        BigDecimal total,
        BigDecimal concession,
        BigDecimal amount,
        BigDecimal tax,
        BigDecimal paid,
        BigDecimal invoiced,
        Progress delivery,
        Progress payment,
        Progress invoicing,
        Approval approval,
        UserId addedBy,
        Instant addedAt,
        boolean closed) {

    /** The same contract with its delivery; null if nothing is to be shipped. */
    Contract withDelivery(@Nullable Delivery delivered) {
        return new Contract(
                id,
                number,
                title,
                customer,
                customerName,
                owner,
                category,
                state,
                currency,
                signedOn,
                startsOn,
                endsOn,
                counterpart,
                summary,
                paymentTerms,
                deliveryAddress,
                remark,
                freight,
                total,
                concession,
                amount,
                tax,
                paid,
                invoiced,
                progress(delivered),
                payment,
                invoicing,
                approval,
                addedBy,
                addedAt,
                closed);
    }

    private Progress progress(@Nullable Delivery delivered) {
        if (delivered == null) {
            return approval == Approval.APPROVED ? Progress.NOT_NEEDED : Progress.NONE;
        }
        if (!delivered.started()) {
            return Progress.NONE;
        }
        return delivered.complete() ? Progress.ALL : Progress.PART;
    }

    /** How far something has come. */
    public enum Progress {
        NONE,
        PART,
        ALL,
        /** Nothing is to be done: no line is kept in stock, or there is nothing to pay. */
        NOT_NEEDED;

        static Progress of(BigDecimal done, BigDecimal whole) {
            if (whole.signum() == 0) {
                return NOT_NEEDED;
            }
            if (done.signum() <= 0) {
                return NONE;
            }
            return done.compareTo(whole) < 0 ? PART : ALL;
        }
    }

    /** 审批状态. */
    public enum Approval {
        /** 待审批 */
        PENDING("待审批"),
        /** 同意 */
        APPROVED("审批通过"),
        /** 否决 */
        VETOED("审批否决"),
        /** 退回: may be saved again */
        RETURNED("审批退回");

        private final String caption;

        Approval(String caption) {
            this.caption = caption;
        }

        /** What people call it. */
        public String caption() {
            return caption;
        }
    }
}
