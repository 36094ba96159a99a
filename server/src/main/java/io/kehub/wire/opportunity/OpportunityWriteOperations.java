package io.kehub.wire.opportunity;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.erp.opportunity.Opportunity;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.opportunity.OpportunityField;
import io.kehub.erp.opportunity.OpportunityTerms;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import io.kehub.wire.customer.FollowUpParameters;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 项目添加, 项目修改 (office), 项目审批, 洽谈进展 (catalog: 项目管理). */
final class OpportunityWriteOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "项目管理", "项目对接"};

    private static final Parameter<OpportunityId> RECORD = Parameter.<OpportunityId>named("id", "数据唯一标识")
            .quick("id", Types.id(OpportunityId::new))
            .ov1("ord", Types.id(OpportunityId::new))
            .required();

    private static final Parameter<CustomerId> NEW_CUSTOMER = Parameter.<CustomerId>named("customer", "客户ID")
            .quick("custid", Types.id(CustomerId::new))
            .required();
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").quick("custid", Types.id(CustomerId::new));
    private static final Parameter<ContactPersonId> PERSON =
            Parameter.<ContactPersonId>named("person", "联系人ID").quick("personid", Types.id(ContactPersonId::new));
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "负责人ID").quick("charge", Types.user(true));
    private static final Parameter<BigDecimal> AMOUNT =
            Parameter.<BigDecimal>named("amount", "预计金额").quick("money", Types.amount());
    private static final Parameter<LocalDate> FOUND_ON =
            Parameter.<LocalDate>named("foundOn", "发现日期").quick("founddate", Types.day());
    private static final Parameter<LocalDate> EXPECTED_ON =
            Parameter.<LocalDate>named("expectedOn", "预计签单日期").quick("expectdate", Types.day());
    private static final Map<OpportunityField, Parameter<String>> TEXTS = texts();
    private static final Parameter<String> NEW_TITLE =
            text(OpportunityField.TITLE).required();

    private static final Parameter<Approval> RESULT = Parameter.<Approval>named("result", "审批结果")
            .quick(
                    "result",
                    Types.choice(Types.option(1, "同意", Approval.APPROVED), Types.option(2, "否决", Approval.VETOED)))
            .ov1(
                    "__sp_result",
                    Types.choice(Types.option(1, "同意", Approval.APPROVED), Types.option(2, "否决", Approval.VETOED)),
                    "@__sp_result")
            .required();
    private static final Parameter<String> OPINION = Parameter.<String>named("opinion", "审批意见")
            .quick("opinion", Types.text(500))
            .ov1("__sp_intro", Types.text(500), "@__sp_intro");
    private static final Parameter<BigDecimal> APPROVED_AMOUNT = Parameter.<BigDecimal>named("approvedAmount", "审批金额")
            .quick("approvedmoney", Types.amount())
            .ov1("__sp_money", Types.amount(), "@__sp_money")
            .required(DialectId.OV1);

    private final Opportunities opportunities;
    private final FollowUps followUps;
    private final Users users;
    private final OpportunityFields fields;
    private final Clock clock;
    private final ZoneId zone;

    OpportunityWriteOperations(
            Opportunities opportunities,
            FollowUps followUps,
            Users users,
            OpportunityFields fields,
            Clock clock,
            ZoneId zone) {
        this.opportunities = opportunities;
        this.followUps = followUps;
        this.users = users;
        this.fields = fields;
        this.clock = clock;
        this.zone = zone;
    }

    private static Map<OpportunityField, Parameter<String>> texts() {
        var all = new EnumMap<OpportunityField, Parameter<String>>(OpportunityField.class);
        for (var field : OpportunityField.values()) {
            all.put(field, text(field));
        }
        return all;
    }

    private static Parameter<String> text(OpportunityField field) {
        return Parameter.<String>named(field.domainName(), field.caption())
                .quick(
                        OpportunityFields.quickName(field),
                        field.dictionary().map(Types::entryText).orElseGet(() -> Types.text(field.maxLength())));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), changing(), deciding(), following());
    }

    private static List<Parameter<?>> terms(Parameter<String> title, Parameter<CustomerId> customer) {
        var all = new ArrayList<Parameter<?>>(List.of(title, customer, PERSON, OWNER));
        TEXTS.forEach((field, parameter) -> {
            if (field != OpportunityField.TITLE) {
                all.add(parameter);
            }
        });
        all.addAll(List.of(AMOUNT, FOUND_ON, EXPECTED_ON));
        return all;
    }

    private Operation<OpportunityRow> adding() {
        return Operation.<OpportunityRow>declare("opportunity-add", "项目添加", NAVIGATION)
                .needs(Permission.WRITE_OPPORTUNITIES)
                .takes(terms(NEW_TITLE, NEW_CUSTOMER))
                .quick(Answer.single("添加成功", fields.quick()), Route.at("/webapi/v3/office/opportunity/add"))
                .handledBy((given, call) -> {
                    var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
                    TEXTS.forEach((field, parameter) ->
                            texts.put(field, given.text(field == OpportunityField.TITLE ? NEW_TITLE : parameter)));
                    var terms = new OpportunityTerms(
                            texts,
                            given.get(NEW_CUSTOMER),
                            given.find(PERSON),
                            given.orElse(OWNER, call.user()),
                            given.orElse(AMOUNT, BigDecimal.ZERO),
                            given.orElse(FOUND_ON, LocalDate.ofInstant(clock.instant(), zone)),
                            given.find(EXPECTED_ON));
                    return row(opportunities.add(terms, call.user(), call.scope()), call);
                });
    }

    private Operation<OpportunityRow> changing() {
        var title = TEXTS.get(OpportunityField.TITLE);
        var terms = terms(title == null ? NEW_TITLE : title, CUSTOMER);
        return Operation.<OpportunityRow>declare("opportunity-edit", "项目修改", NAVIGATION)
                .needs(Permission.WRITE_OPPORTUNITIES)
                .takes(RECORD)
                .takes(terms)
                .quick(Answer.single("修改成功", fields.quick()), Route.at("/webapi/v3/office/opportunity/edit"))
                .keeps((given, call) -> opportunities
                        .find(given.get(RECORD), call.scope())
                        .map(OpportunityWriteOperations::chosen)
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    given.requireAny(call.dialect(), terms.toArray(Parameter<?>[]::new));
                    opportunities.change(given.get(RECORD), present -> changed(given, present), call.scope());
                    return row(given.get(RECORD), call);
                });
    }

    /** The current values of the fields that are chosen from lists, by the name of the parameter. */
    private static Map<String, Object> chosen(Opportunity existing) {
        var chosen = new HashMap<String, Object>();
        chosen.put(OWNER.name(), existing.owner());
        TEXTS.forEach((field, parameter) -> {
            if (field.dictionary().isPresent()) {
                chosen.put(parameter.name(), existing.text(field));
            }
        });
        return chosen;
    }

    /** A field that is sent blank is cleared; one that is not sent is kept. */
    private static OpportunityTerms changed(Arguments given, OpportunityTerms present) {
        var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
        TEXTS.forEach((field, parameter) -> texts.put(field, given.text(parameter, present.text(field))));
        return new OpportunityTerms(
                texts,
                given.orElse(CUSTOMER, present.customer()),
                given.mentions(PERSON) ? given.find(PERSON) : present.person(),
                given.orElse(OWNER, present.owner()),
                given.mentions(AMOUNT) ? given.orElse(AMOUNT, BigDecimal.ZERO) : present.amount(),
                given.orElse(FOUND_ON, present.foundOn()),
                given.mentions(EXPECTED_ON) ? given.find(EXPECTED_ON) : present.expectedOn());
    }

    private Operation<OpportunityRow> deciding() {
        return Operation.<OpportunityRow>declare("opportunity-approve", "项目审批", NAVIGATION)
                .needs(Permission.APPROVE_OPPORTUNITIES)
                .takes(RECORD, RESULT, OPINION, APPROVED_AMOUNT)
                .rejects(DialectId.OV1, "@__sp_sign", "没有手写签名")
                .rejects(DialectId.OV1, "@bill.approve.list", "项目只有一级审批")
                .quick(Answer.single("审批成功", fields.quick()), Route.at("/webapi/v3/office/opportunity/approve"))
                .ov1(
                        Answer.saved("审批成功！", row -> row.opportunity().id().value()),
                        Route.ov1("systemmanage/approve", "dtype=25"))
                .handledBy((given, call) -> {
                    opportunities.decide(
                            given.get(RECORD),
                            given.get(RESULT),
                            given.text(OPINION),
                            given.find(APPROVED_AMOUNT),
                            call.user(),
                            call.scope());
                    return row(given.get(RECORD), call);
                });
    }

    private Operation<Long> following() {
        return FollowUpParameters.declare("opportunity-follow-up", "项目洽谈进展", NAVIGATION, RECORD)
                .needs(Permission.WRITE_OPPORTUNITIES)
                .ov1(
                        Answer.saved("保存成功！", (Long followUp) -> followUp),
                        Route.ov1("systemmanage/reply", "datatype=chance"))
                .handledBy((given, call) -> {
                    var opportunity = find(given.get(RECORD), call);
                    return followUps.add(
                            new FollowUp(
                                    opportunity.customer(),
                                    opportunity.terms().person(),
                                    FollowUp.About.opportunity(opportunity.id()),
                                    FollowUpParameters.text(given),
                                    FollowUpParameters.channel(given),
                                    FollowUpParameters.schedule(given, call)),
                            call.user(),
                            call.scope());
                });
    }

    private Opportunity find(OpportunityId id, ErpCall call) {
        return opportunities.find(id, call.scope()).orElseThrow(() -> Opportunities.unknown(id));
    }

    private OpportunityRow row(OpportunityId id, ErpCall call) {
        return OpportunityRow.of(List.of(find(id, call)), users).getFirst();
    }
}
