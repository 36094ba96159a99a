package io.kehub.erp.customer;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.springframework.transaction.support.TransactionTemplate;

/** The follow-ups 洽谈进展 of customers, append-only. Each updates the customer's last follow-up in the same transaction. */
public final class FollowUps {

    private static final int MAX_TEXT_LENGTH = 2000;
    private static final int MAX_TITLE_LENGTH = 200;

    private final FollowUpsJdbc followUps;
    private final Customers customers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowUps(FollowUpsJdbc followUps, Customers customers, TransactionTemplate transaction, Clock clock) {
        this.followUps = followUps;
        this.customers = customers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Records a follow-up with the current time, to the second. Commits before it returns.
     *
     * @throws ProblemException with {@link Problem.Invalid} for all errors, with
     *     {@link Problem.NotFound} about {@code customer} if the viewer sees no such customer
     */
    public long add(FollowUp followUp, UserId by, AccessScope scope) {
        check(followUp);
        return transaction.execute(status -> {
            customers.hold(followUp.customer(), scope, "customer");
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            var id = followUps.add(followUp, by, now);
            followUps.touch(followUp, now);
            return id;
        });
    }

    private static void check(FollowUp followUp) {
        var errors = new ArrayList<FieldError>();
        new TextRule("text", "洽谈内容", MAX_TEXT_LENGTH).checkFilled(followUp.text(), errors);
        var schedule = followUp.schedule();
        switch (schedule.plan()) {
            case NONE -> {}
            case TO_DO -> new TextRule("title", "日程内容", MAX_TITLE_LENGTH).checkFilled(schedule.title(), errors);
            case DONE -> {
                new TextRule("title", "日程内容", MAX_TITLE_LENGTH).checkFilled(schedule.title(), errors);
                new TextRule("outcome", "完成情况", MAX_TEXT_LENGTH).checkFilled(schedule.outcome(), errors);
            }
        }
        if (schedule.from() != null
                && schedule.until() != null
                && schedule.until().isBefore(schedule.from())) {
            errors.add(new FieldError("until", "日程的结束时间早于开始时间", "不早于开始时间"));
        }
        ProblemException.refuse(errors);
    }
}
