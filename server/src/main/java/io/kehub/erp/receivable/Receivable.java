package io.kehub.erp.receivable;

import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A planned receipt of a contract 收款计划.
 *
 * @param received at most the planned amount
 * @param receivedOn date of the latest receipt; null if nothing is received
 */
public record Receivable(
        ReceivableId id,
        ReceivableContract contract,
        ReceivablePlan plan,
        BigDecimal received,
        @Nullable LocalDate receivedOn,
        State state,
        UserId addedBy,
        Instant addedAt) {

    /** What is still to be received; zero if the plan is cancelled. */
    public BigDecimal outstanding() {
        return state == State.CANCELLED ? BigDecimal.ZERO : plan.amount().subtract(received);
    }

    /** 收款状态 */
    public enum State {
        OPEN("未收款"),
        PART("部分收款"),
        ALL("已收款"),
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

    /**
     * A receipt of a plan.
     *
     * @param number of the payment; empty if there is none
     * @param amount below zero if a payment below zero took it back
     * @param undone whether it was undone 撤销
     */
    public record Receipt(
            long id,
            String number,
            BigDecimal amount,
            LocalDate receivedOn,
            String remark,
            boolean undone,
            UserId by,
            Instant at) {}
}
