package io.kehub.erp.opportunity;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored opportunity 项目.
 *
 * @param personName name of the contact person; empty if none
 * @param decision the last decision 审批; null if there is none
 */
public record Opportunity(
        OpportunityId id,
        OpportunityTerms terms,
        String customerName,
        String personName,
        Approval approval,
        @Nullable Decision decision,
        UserId addedBy,
        Instant addedAt) {

    /** The value of a field; {@code ""} if it is not filled. */
    public String text(OpportunityField field) {
        return terms.text(field);
    }

    /** 项目编号 */
    public String number() {
        return text(OpportunityField.NUMBER);
    }

    public CustomerId customer() {
        return terms.customer();
    }

    /** 负责人 */
    public UserId owner() {
        return terms.owner();
    }

    /**
     * A decision on an opportunity.
     *
     * @param amount 审批金额; null if none was stated
     */
    public record Decision(
            UserId by, Instant at, String opinion, @Nullable BigDecimal amount) {}

    /** 审批状态 */
    public enum Approval {
        PENDING("待审批"),
        /** Also where no approval is required. */
        APPROVED("审批通过"),
        /** Waits for approval again when it is changed. */
        VETOED("审批否决");

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
