package io.kehub.erp.customer;

import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up 洽谈进展 to be recorded.
 *
 * @param person the contact person; null if not given
 * @param about what it is about besides the customer
 * @param text the result, 1 to 2000 characters
 * @param channel 跟进方式, the text of an entry
 * @param schedule the calendar entry
 */
public record FollowUp(
        CustomerId customer,
        @Nullable ContactPersonId person,
        About about,
        String text,
        String channel,
        Schedule schedule) {

    /**
     * A contract or an opportunity of the customer; both null if it is about the customer alone. Their existence is not
     * checked.
     */
    public record About(
            @Nullable ContractId contract, @Nullable OpportunityId opportunity) {

        /** The customer alone. */
        public static final About CUSTOMER = new About(null, null);

        /** A contract. */
        public static About contract(ContractId id) {
            return new About(id, null);
        }

        /** An opportunity. */
        public static About opportunity(OpportunityId id) {
            return new About(null, id);
        }
    }

    /** 日程类型. */
    public enum Plan {
        /** 不生成 */
        NONE,
        /** 待完成日程 */
        TO_DO,
        /** 已完成日程 */
        DONE
    }

    /**
     * 日程.
     *
     * @param title the task; empty for {@link Plan#NONE}
     * @param outcome the result; empty unless {@link Plan#DONE}
     * @param from null if no time is given
     * @param until null if no time is given
     * @param remind whether the assignee wants to be reminded; recorded only
     * @param assignee 执行人员; null if there is no calendar entry
     */
    public record Schedule(
            Plan plan,
            String title,
            String outcome,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean remind,
            @Nullable UserId assignee) {

        /** A calendar entry of the caller's without a reminder. */
        public Schedule(Plan plan, String title, String outcome, @Nullable Instant from, @Nullable Instant until) {
            this(plan, title, outcome, from, until, false, null);
        }

        /** No calendar entry. */
        public static final Schedule NONE = new Schedule(Plan.NONE, "", "", null, null);
    }
}
