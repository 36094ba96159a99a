package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application 客户申请 of a user for a customer of the pool.
 *
 * @param reason why the applicant wants the customer; may be empty
 * @param opinion of the user who decided; may be empty
 * @param decidedBy null while the application is pending, and if it has lapsed
 * @param decidedAt null while the application is pending
 */
public record CustomerApplication(
        long id,
        CustomerId customer,
        String customerName,
        UserId applicant,
        String reason,
        Instant appliedAt,
        State state,
        String opinion,
        @Nullable UserId decidedBy,
        @Nullable Instant decidedAt) {

    /** 申请状态 */
    public enum State {
        PENDING("待审批"),
        APPROVED("已同意"),
        REJECTED("已否决"),
        /** The customer left the pool in another way. */
        LAPSED("已失效");

        private final String caption;

        State(String caption) {
            this.caption = caption;
        }

        /** The name for people, in Chinese. */
        public String caption() {
            return caption;
        }
    }
}
