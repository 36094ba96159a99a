package io.kehub.wire.receivable;

import io.kehub.erp.access.Permission;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.receivable.NewReceipt;
import io.kehub.erp.receivable.ReceivablePlan;
import io.kehub.erp.receivable.Receivables;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.ReceivableId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;

/** Plans, changes and cancels receipts of contracts, records what was received, and takes it back. */
final class ReceivableWriteOperations implements OperationGroup {

    /** A receipt is a record of its own, so its fields have captions of their own. */
    private static final String[] RECEIPTS = {"财务栏目", "收款登记", "收款登记"};

    private static final Parameter<ReceivableId> RECORD = Parameter.<ReceivableId>named("id", "收款计划ID")
            .quick("id", Types.id(ReceivableId::new))
            .required();
    private static final Parameter<ContractId> CONTRACT = Parameter.<ContractId>named("contract", "合同ID")
            .quick("contractid", Types.id(ContractId::new))
            .required();
    private static final Parameter<LocalDate> PLANNED_ON =
            Parameter.<LocalDate>named("plannedOn", "计划收款日期").quick("plandate", Types.day());
    private static final Parameter<LocalDate> NEW_PLANNED_ON = PLANNED_ON.required();
    private static final Parameter<BigDecimal> AMOUNT =
            Parameter.<BigDecimal>named("amount", "计划金额").quick("money", Types.amount());
    private static final Parameter<BigDecimal> NEW_AMOUNT = AMOUNT.required();
    private static final Parameter<String> METHOD =
            Parameter.<String>named("method", "收款方式").quick("paytype", Types.entryText(DictionaryName.PAYMENT_METHOD));
    private static final Parameter<String> REMARK =
            Parameter.<String>named("remark", "备注").quick("remark", Types.text(500));

    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "单号").quick("code", Types.text(50));
    private static final Parameter<BigDecimal> RECEIVED = Parameter.<BigDecimal>named("amount", "收款金额")
            .quick("receivemoney", Types.amount())
            .required();
    private static final Parameter<LocalDate> RECEIVED_ON = Parameter.<LocalDate>named("receivedOn", "收款日期")
            .quick("receivedate", Types.day())
            .required();
    private static final Parameter<Long> RECEIPT =
            Parameter.<Long>named("receipt", "收款ID，不填为最近一笔").quick("receiptid", Types.id(Long::valueOf));

    private final Receivables receivables;
    private final ReceivableViews views;
    private final ReceivableFields fields;

    ReceivableWriteOperations(Receivables receivables, ReceivableViews views, ZoneId zone) {
        this.receivables = receivables;
        this.views = views;
        this.fields = new ReceivableFields(zone);
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(planning(), changing(), cancelling(), receiving(), undoing());
    }

    private Operation<ReceivableView> planning() {
        return declare("receivable-plan", "收款计划添加", Permission.WRITE_CONTRACTS, ReceivableOperations.NAVIGATION)
                .takes(CONTRACT, NEW_PLANNED_ON, NEW_AMOUNT, METHOD, REMARK)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/plan"))
                .handledBy((given, call) -> views.view(
                        receivables.plan(
                                given.get(CONTRACT),
                                new ReceivablePlan(
                                        given.get(NEW_PLANNED_ON),
                                        given.get(NEW_AMOUNT),
                                        given.text(METHOD),
                                        given.text(REMARK)),
                                call.user(),
                                call.scope()),
                        call.scope()));
    }

    /** What is not sent stays as it is. */
    private Operation<ReceivableView> changing() {
        return declare("receivable-edit", "收款计划修改", Permission.WRITE_CONTRACTS, ReceivableOperations.NAVIGATION)
                .takes(RECORD, PLANNED_ON, AMOUNT, METHOD, REMARK)
                .quick(Answer.single("修改成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/edit"))
                .keeps((given, call) -> receivables
                        .find(given.get(RECORD), call.scope())
                        .map(found -> Map.of(METHOD.name(), found.plan().method()))
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    given.requireAny(DialectId.QUICK, PLANNED_ON, AMOUNT, METHOD, REMARK);
                    receivables.change(
                            given.get(RECORD),
                            plan -> new ReceivablePlan(
                                    given.orElse(PLANNED_ON, plan.plannedOn()),
                                    given.orElse(AMOUNT, plan.amount()),
                                    given.text(METHOD, plan.method()),
                                    given.text(REMARK, plan.remark())),
                            call.user(),
                            call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    private Operation<ReceivableView> cancelling() {
        return declare("receivable-cancel", "收款计划取消", Permission.WRITE_CONTRACTS, ReceivableOperations.NAVIGATION)
                .takes(RECORD)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/cancel"))
                .handledBy((given, call) -> {
                    receivables.cancel(given.get(RECORD), call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    /** The same amount under the same number is recorded once, so a retry is safe. */
    private Operation<ReceivableView> receiving() {
        return declare("receivable-receive", "收款登记", Permission.APPROVE_CONTRACTS, RECEIPTS)
                .takes(RECORD, RECEIVED, RECEIVED_ON, NUMBER, REMARK)
                .quick(Answer.single("添加成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/receive"))
                .handledBy((given, call) -> {
                    receivables.receive(
                            given.get(RECORD),
                            new NewReceipt(
                                    given.text(NUMBER),
                                    given.get(RECEIVED),
                                    given.get(RECEIVED_ON),
                                    given.text(REMARK)),
                            call.user(),
                            call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    private Operation<ReceivableView> undoing() {
        return declare("receivable-undo", "收款撤销", Permission.APPROVE_CONTRACTS, RECEIPTS)
                .takes(RECORD, RECEIPT)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/undo"))
                .handledBy((given, call) -> {
                    receivables.undo(given.get(RECORD), given.find(RECEIPT), call.user(), call.scope());
                    return views.view(given.get(RECORD), call.scope());
                });
    }

    private static Operation.Builder<ReceivableView> declare(
            String id, String caption, Permission permission, String... navigation) {
        return Operation.<ReceivableView>declare(id, caption, navigation).needs(permission);
    }
}
