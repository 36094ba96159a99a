package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.NewSettlement;
import io.kehub.erp.contract.Settlement;
import io.kehub.erp.contract.Settlement.Kind;
import io.kehub.erp.contract.Settlements;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 到账, 开票: payments and invoices of contracts. */
final class SettlementOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "到账与开票"};

    private static final Parameter<ContractId> CONTRACT = Parameter.<ContractId>named("id", "合同ID")
            .quick("contractid", Types.id(ContractId::new))
            .required();
    private static final Parameter<Kind> KIND = Parameter.<Kind>named("kind", "类型")
            .quick(
                    "kind",
                    Types.choice(
                            Types.option(1, Kind.PAYMENT.caption(), Kind.PAYMENT),
                            Types.option(2, Kind.INVOICE.caption(), Kind.INVOICE)))
            .required();
    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "单号").quick("code", Types.text(50));
    private static final Parameter<BigDecimal> AMOUNT = Parameter.<BigDecimal>named("amount", "金额，负数为冲回")
            .quick("money", Types.decimal(16, 2, true))
            .required();
    private static final Parameter<LocalDate> SETTLED_ON = Parameter.<LocalDate>named("settledOn", "日期")
            .quick("settledate", Types.day())
            .required();
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(500));

    /** @param name of the user who recorded it */
    private record View(Settlement settlement, String name) {}

    private final Settlements settlements;
    private final Users users;
    private final ZoneId zone;

    SettlementOperations(Settlements settlements, Users users, ZoneId zone) {
        this.settlements = settlements;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), adding());
    }

    private Operation<List<View>> listing() {
        return Operation.<List<View>>declare("settlement-list", "到账与开票列表", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(CONTRACT)
                .quick(
                        Answer.single(
                                "操作成功",
                                List.of(AnswerField.list("settlements", "list", "到账与开票", all -> all, listFields()))),
                        Route.at("/webapi/v3/office/settlement/list"))
                .handledBy((given, call) -> {
                    var found = settlements.list(given.get(CONTRACT), call.scope());
                    var names = users.names(found.stream().map(Settlement::by).collect(Collectors.toSet()));
                    return found.stream().map(each -> view(each, names)).toList();
                });
    }

    /** The same amount under the same number is recorded once, so a retry is safe. */
    private Operation<View> adding() {
        return Operation.<View>declare("settlement-add", "到账与开票添加", NAVIGATION)
                .needs(Permission.APPROVE_CONTRACTS)
                .takes(CONTRACT, KIND, NUMBER, AMOUNT, SETTLED_ON, REMARK)
                .quick(Answer.single("添加成功", fields()), Route.at("/webapi/v3/office/settlement/add"))
                .handledBy((given, call) -> {
                    var added = settlements.record(
                            given.get(CONTRACT),
                            new NewSettlement(
                                    given.get(KIND),
                                    given.text(NUMBER),
                                    given.get(AMOUNT),
                                    given.get(SETTLED_ON),
                                    given.text(REMARK)),
                            call.user(),
                            call.scope());
                    return view(added, users.names(List.of(added.by())));
                });
    }

    private static View view(Settlement settlement, Map<UserId, String> names) {
        return new View(settlement, names.getOrDefault(settlement.by(), ""));
    }

    private List<AnswerField<View>> fields() {
        return Stream.concat(
                        Stream.of(AnswerField.<View>id(
                                "id", "id", "记录ID", view -> view.settlement().id())),
                        detailFields())
                .toList();
    }

    /** Ids within a list are written as text. */
    private List<AnswerField<View>> listFields() {
        return Stream.concat(
                        Stream.of(AnswerField.<View>text(
                                "id",
                                "id",
                                "记录ID",
                                view -> Long.toString(view.settlement().id()))),
                        detailFields())
                .toList();
    }

    private Stream<AnswerField<View>> detailFields() {
        return Stream.of(
                AnswerField.number(
                        "kind", "kind", "类型", view -> view.settlement().kind() == Kind.PAYMENT ? 1 : 2),
                AnswerField.text(
                        "kindName",
                        "kindname",
                        "类型名称",
                        view -> view.settlement().kind().caption()),
                AnswerField.text(
                        "number", "code", "单号", view -> view.settlement().number()),
                AnswerField.decimal(
                        "amount", "money", "金额", view -> view.settlement().amount()),
                AnswerField.day(
                        "settledOn",
                        "settledate",
                        "日期",
                        view -> view.settlement().settledOn()),
                AnswerField.text(
                        "remark", "remark", "备注", view -> view.settlement().remark()),
                AnswerField.text("by", "operator", "操作人", View::name),
                AnswerField.time(
                        "at", "addtime", "登记时间", zone, view -> view.settlement().at()));
    }
}
