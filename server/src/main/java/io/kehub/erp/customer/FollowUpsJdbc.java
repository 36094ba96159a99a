package io.kehub.erp.customer;

import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of follow-ups. */
final class FollowUpsJdbc {

    private final JdbcClient jdbc;

    FollowUpsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(FollowUp followUp, UserId by, Instant at) {
        var schedule = followUp.schedule();
        var contract = followUp.about().contract();
        var opportunity = followUp.about().opportunity();
        return jdbc.sql("""
                        insert into follow_up (
                          customer, person, contract, opportunity, text, way,
                          plan, plan_title, plan_outcome, plan_from, plan_until, plan_remind, plan_user, by_user, at)
                        values (
                          :customer, :person, :contract, :opportunity, :text, :way,
                          :plan, :title, :outcome, :from, :until, :remind, :assignee, :by, :at)
                        returning id""")
                .param("customer", followUp.customer().value())
                .param(
                        "person",
                        followUp.person() == null ? null : followUp.person().value())
                .param("contract", contract == null ? null : contract.value())
                .param("opportunity", opportunity == null ? null : opportunity.value())
                .param("text", followUp.text())
                .param("way", followUp.channel())
                .param("plan", schedule.plan().name())
                .param("title", schedule.title())
                .param("outcome", schedule.outcome())
                .param("from", moment(schedule.from()))
                .param("until", moment(schedule.until()))
                .param("remind", schedule.remind())
                .param(
                        "assignee",
                        schedule.assignee() == null ? null : schedule.assignee().value())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Moves the last follow-up of the customer, never backwards. */
    void touch(FollowUp followUp, Instant at) {
        jdbc.sql("update customer set last_followed_up_at = greatest(last_followed_up_at, :at) where id = :customer")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("customer", followUp.customer().value())
                .update();
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
