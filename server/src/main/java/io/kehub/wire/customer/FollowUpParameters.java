package io.kehub.wire.customer;

import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.time.Instant;
import java.util.List;

/** The parameters of a follow-up 洽谈进展, which are the same for customers, persons and opportunities (catalog: 洽谈进展). */
public final class FollowUpParameters {

    private static final Parameter<String> TEXT = Parameter.<String>named("text", "洽谈进展")
            .ov1("intro", Types.textOrTemplate(2000, DictionaryName.FOLLOW_UP_TEMPLATE))
            .required();
    private static final Parameter<String> CHANNEL = Parameter.<String>named("way", "跟进方式")
            .ov1("sort", Types.entryId(DictionaryName.FOLLOW_UP_WAY))
            .required();
    private static final Parameter<FollowUp.Plan> PLAN = Parameter.<FollowUp.Plan>named("plan", "日程类型")
            .ov1(
                    "plantype",
                    Types.numbered(List.of(
                            Types.option(0, "不生成", FollowUp.Plan.NONE),
                            Types.option(1, "待完成日程", FollowUp.Plan.TO_DO),
                            Types.option(2, "已完成日程", FollowUp.Plan.DONE))))
            .required();
    private static final Parameter<String> TO_DO = words("title", "日程内容", 200, "title1", "@title1");
    private static final Parameter<String> DONE = words("doneTitle", "日程内容", 200, "title2", "@title2");
    private static final Parameter<String> OUTCOME = words("outcome", "完成情况", 2000, "intro2", "@intro2");
    private static final Parameter<Instant> TO_DO_FROM = moment("from", "开始时间", "ret_0", "@ret_0");
    private static final Parameter<Instant> TO_DO_UNTIL = moment("until", "结束时间", "ret_1", "@ret_1");
    private static final Parameter<Instant> DONE_FROM = moment("doneFrom", "开始时间", "ret2_0", "@ret2_0");
    private static final Parameter<Instant> DONE_UNTIL = moment("doneUntil", "结束时间", "ret2_1", "@ret2_1");

    /** 0 reminds, as the ERP documents it. */
    private static final Parameter<Boolean> REMIND = Parameter.<Boolean>named("remind", "是否提醒")
            .ov1(
                    "remind",
                    Types.numbered(List.of(Types.option(0, "提醒", true), Types.option(1, "不提醒", false))),
                    "@remind");

    private static final Parameter<UserId> ASSIGNEE =
            Parameter.<UserId>named("assignee", "执行人员").ov1("cateid", Types.user(true), "@cateid");

    private FollowUpParameters() {}

    /**
     * Begins the declaration of an operation that records a follow-up.
     *
     * @param subject names what the follow-up is about
     */
    public static Operation.Builder<Long> declare(
            String id, String caption, String[] navigation, Parameter<?>... subject) {
        return Operation.<Long>declare(id, caption, navigation)
                .takes(subject)
                .takes(TEXT, CHANNEL, PLAN, TO_DO, DONE, OUTCOME, TO_DO_FROM, TO_DO_UNTIL, DONE_FROM, DONE_UNTIL)
                .takes(REMIND, ASSIGNEE)
                .rejects(DialectId.OV1, "files", "不能上传附件");
    }

    /** The result of the follow-up. */
    public static String text(Arguments given) {
        return given.get(TEXT);
    }

    /** 跟进方式, the text of an entry. */
    public static String channel(Arguments given) {
        return given.get(CHANNEL);
    }

    /** The calendar entry, by default the caller's. */
    public static FollowUp.Schedule schedule(Arguments given, ErpCall call) {
        return switch (given.get(PLAN)) {
            case NONE -> FollowUp.Schedule.NONE;
            case TO_DO ->
                new FollowUp.Schedule(
                        FollowUp.Plan.TO_DO,
                        given.text(TO_DO),
                        "",
                        given.find(TO_DO_FROM),
                        given.find(TO_DO_UNTIL),
                        given.orElse(REMIND, false),
                        given.orElse(ASSIGNEE, call.user()));
            case DONE ->
                new FollowUp.Schedule(
                        FollowUp.Plan.DONE,
                        given.text(DONE),
                        given.text(OUTCOME),
                        given.find(DONE_FROM),
                        given.find(DONE_UNTIL),
                        given.orElse(REMIND, false),
                        given.orElse(ASSIGNEE, call.user()));
        };
    }

    private static Parameter<String> words(
            String name, String caption, int maxLength, String wireName, String... alsoKnownAs) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.text(maxLength), alsoKnownAs);
    }

    private static Parameter<Instant> moment(String name, String caption, String wireName, String alsoKnownAs) {
        return Parameter.<Instant>named(name, caption).ov1(wireName, Types.periodStart(), alsoKnownAs);
    }
}
