package io.kehub.erp.customer;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** The follow-ups 洽谈进展 of customers: only ever added. Each moves the customer's last follow-up with the same commit. */
public final class FollowUps {

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_TITLE = 200;

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
     * Notes a follow-up as of now, to the second. Commits before it returns.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every field at fault, with
     *     {@link Problem.NotFound} about {@code customer} where the viewer sees no such customer
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
        var faults = new ArrayList<FieldError>();
        text("text", "洽谈内容", followUp.text(), LONGEST_TEXT, faults);
        var schedule = followUp.schedule();
        switch (schedule.plan()) {
            case NONE -> {}
            case TO_DO -> text("title", "日程内容", schedule.title(), LONGEST_TITLE, faults);
            case DONE -> {
                text("title", "日程内容", schedule.title(), LONGEST_TITLE, faults);
                text("outcome", "完成情况", schedule.outcome(), LONGEST_TEXT, faults);
            }
        }
        if (schedule.from() != null
                && schedule.until() != null
                && schedule.until().isBefore(schedule.from())) {
            faults.add(new FieldError("until", "日程的结束时间早于开始时间", "不早于开始时间"));
        }
        ProblemException.refuse(faults);
    }

    private static void text(String field, String caption, String text, int longest, List<FieldError> faults) {
        if (text.isEmpty()) {
            faults.add(new FieldError(field, caption + "不能为空", "1 至 " + longest + " 个字"));
        } else if (Text.letters(text) > longest) {
            faults.add(new FieldError(field, caption + "太长：共 " + Text.letters(text) + " 个字", "最多 " + longest + " 个字"));
        } else {
            CustomerRules.forbiddenLetter(field, caption, text).ifPresent(faults::add);
        }
    }
}
