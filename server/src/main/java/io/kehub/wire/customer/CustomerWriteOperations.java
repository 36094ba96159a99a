package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** 客户添加, 客户修改 (quick reference, 客户管理 API; catalog: 客户管理). */
final class CustomerWriteOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};
    private static final String ADD = "salesmanage/custom/add";

    /** In ov1 the id of a new customer may have been reserved before. */
    private static final Parameter<CustomerId> RESERVED =
            Parameter.<CustomerId>named("id", "数据唯一标识").ov1("ord", Types.id(CustomerId::new));

    private static final Parameter<CustomerId> RECORD = Parameter.<CustomerId>named("id", "单据ID")
            .v3("ord", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> FOLLOW_UP =
            Parameter.<String>named("text", "洽谈进展").v3("reply", Types.text(2000));
    private static final Parameter<String> FOLLOW_UP_WAY =
            Parameter.<String>named("way", "跟进方式").v3("sort98", Types.entryText(DictionaryName.FOLLOW_UP_WAY));

    private static final List<Parameter<?>> UNSUPPORTED = List.of(
            Parameter.rejected(DialectId.V3, "Date1", "添加时间由系统记录"),
            Parameter.rejected(DialectId.V3, "Cateadd", "添加人员是提交请求的用户"),
            Parameter.rejected(DialectId.OV1, "date1", "添加时间由系统记录"));

    private final Customers customers;
    private final CustomerAssignment care;
    private final FollowUps followUps;
    private final TransactionTemplate transaction;

    CustomerWriteOperations(
            Customers customers, CustomerAssignment care, FollowUps followUps, TransactionTemplate transaction) {
        this.customers = customers;
        this.care = care;
        this.followUps = followUps;
        this.transaction = transaction;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(adding(), changing());
    }

    private Operation<CustomerId> adding() {
        return Operation.<CustomerId>declare("customer-add", "添加客户", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(RESERVED)
                .takes(CustomerFields.all())
                .takes(FOLLOW_UP, FOLLOW_UP_WAY)
                .takes(UNSUPPORTED)
                .takesCustomFields()
                .quick(
                        Answer.single("添加成功", List.of(AnswerField.id("id", "id", "客户ID", CustomerId::value))),
                        Route.at("/webapi/v3/sales/customer/add"))
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/sales/customer/add"))
                .ov1(
                        Answer.saved("保存成功！", CustomerId::value),
                        Route.ov1(ADD, "apihelptype=save"),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"))
                .without(DialectId.OV1, CustomerFields.OWNER)
                .keepsIn(
                        DialectId.OV1,
                        (given, call) -> Optional.ofNullable(given.find(RESERVED))
                                .flatMap(id -> customers.find(id, call.scope()))
                                .map(CustomerFields::chosen)
                                .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    var reserved = given.find(RESERVED);
                    return reserved == null ? add(given, call) : save(reserved, given, call);
                });
    }

    /** Saves under an id. If a customer has the id already, it is updated, so repeating a save is safe. */
    private CustomerId save(CustomerId id, Arguments given, ErpCall call) {
        return customers
                .save(
                        id,
                        present -> details(given, present, call),
                        CustomerFields.person(given),
                        call.user(),
                        call.user(),
                        call.scope())
                .id();
    }

    private static CustomerDetails details(Arguments given, CustomerDetails present, ErpCall call) {
        var details = CustomerFields.details(given, present, call.dialect());
        NativeNeeds.check(details, call.dialect());
        return details;
    }

    private CustomerId add(Arguments given, ErpCall call) {
        var details = details(given, CustomerDetails.EMPTY, call);
        return transaction.execute(status -> {
            var added = customers.add(
                    details,
                    CustomerFields.person(given),
                    given.orElse(CustomerFields.OWNER, call.user()),
                    call.user());
            followUp(added, given, call);
            return added;
        });
    }

    /** A follow-up in the same request is committed with the customer. */
    private void followUp(CustomerId customer, Arguments given, ErpCall call) {
        var text = given.text(FOLLOW_UP);
        if (!text.isEmpty()) {
            followUps.add(
                    new FollowUp(
                            customer,
                            null,
                            FollowUp.About.CUSTOMER,
                            text,
                            given.text(FOLLOW_UP_WAY),
                            FollowUp.Schedule.NONE),
                    call.user(),
                    AccessScope.everything(call.user()));
        }
    }

    private Operation<CustomerId> changing() {
        return Operation.<CustomerId>declare("customer-edit", "客户修改", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(RECORD)
                .takes(CustomerFields.all())
                .takes(FOLLOW_UP, FOLLOW_UP_WAY)
                .takes(UNSUPPORTED)
                .takesCustomFields()
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/sales/customer/edit"))
                .keeps((given, call) -> customers
                        .find(given.get(RECORD), call.scope())
                        .map(CustomerFields::chosen)
                        .orElseGet(Map::of))
                .handledBy(this::change);
    }

    private CustomerId change(Arguments given, ErpCall call) {
        return transaction.execute(status -> {
            var id = given.get(RECORD);
            customers.change(
                    id,
                    present -> details(given, present, call),
                    CustomerFields.person(given),
                    call.user(),
                    call.scope());
            var owner = given.find(CustomerFields.OWNER);
            if (owner != null) {
                care.assign(List.of(id), owner, call.user(), call.scope());
            }
            followUp(id, given, call);
            return id;
        });
    }
}
