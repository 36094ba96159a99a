package io.kehub.erp.customer;

import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up 洽谈进展 to be noted.
 *
 * @param person whom it was with; null if that is not said
 * @param contract which contract it is about; null if it is about none. Not looked up here
 * @param text the result, 1 to 2000 characters
 * @param channel 跟进方式, the text of an entry
 * @param schedule what goes into the calendar
 */
public record FollowUp(
        CustomerId customer,
        @Nullable ContactPersonId person,
        @Nullable ContractId contract,
        String text,
        String channel,
        Schedule schedule) {

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
     * @param title what is to be done; empty for {@link Plan#NONE}
     * @param outcome what came of it; empty unless {@link Plan#DONE}
     * @param from null if no time is given
     * @param until null if no time is given
     */
    public record Schedule(
            Plan plan,
            String title,
            String outcome,
            @Nullable Instant from,
            @Nullable Instant until) {

        /** Nothing goes into the calendar. */
        public static final Schedule NONE = new Schedule(Plan.NONE, "", "", null, null);
    }
}
