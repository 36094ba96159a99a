package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomerApplication;
import io.kehub.erp.customer.CustomerApplication.State;
import io.kehub.erp.customer.CustomerApplications;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.Customers;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FilterIds;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.Types;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 客户审批 (catalog: 客户管理), and the list of applications for customers (office). */
final class ApplicationOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};

    private static final Parameter<List<CustomerId>> IDS = Parameter.<List<CustomerId>>named("ids", "数据唯一标识")
            .ov1("ord", Types.ids(CustomerId::new, CustomerAssignment.MAX))
            .required();
    private static final Parameter<Boolean> AGREED = Parameter.<Boolean>named("agreed", "审批结果")
            .ov1("blset", Types.choice(Types.option(1, "同意", true), Types.option(2, "否决", false)))
            .required();
    private static final Parameter<String> OPINION =
            Parameter.<String>named("opinion", "审核意见").ov1("intro", Types.text(500));

    private static final Parameter<State> STATE = Parameter.<State>named("state", "申请状态")
            .quick(
                    "state",
                    Types.choice(
                            Types.option(1, State.PENDING.caption(), State.PENDING),
                            Types.option(2, State.APPROVED.caption(), State.APPROVED),
                            Types.option(3, State.REJECTED.caption(), State.REJECTED),
                            Types.option(4, State.LAPSED.caption(), State.LAPSED)));
    private static final Parameter<UserId> APPLICANT =
            Parameter.<UserId>named("applicant", "申请人ID").quick("applicant", Types.user(false));
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").quick("custid", Types.id(CustomerId::new));

    private record Row(CustomerApplication application, Map<UserId, String> names) {

        String nameOf(UserId user) {
            return names.getOrDefault(user, "");
        }
    }

    private final CustomerApplications applications;
    private final Customers customers;
    private final Users users;
    private final ZoneId zone;

    ApplicationOperations(CustomerApplications applications, Customers customers, Users users, ZoneId zone) {
        this.applications = applications;
        this.customers = customers;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(deciding(), listing());
    }

    private Operation<Integer> deciding() {
        return Operation.<Integer>declare("customer-approve", "客户审批", NAVIGATION)
                .needs(Permission.MANAGE_CUSTOMERS)
                .takes(IDS, AGREED, OPINION)
                .ov1(
                        Answer.done("操作成功", count -> "客户审批成功，共 " + count + " 个客户"),
                        Route.ov1("salesmanage/custom/approve", "__msgid=onsave"),
                        Route.ov1("salesmanage/custom/approve", "cmdkey=onsave"))
                .handledBy((given, call) -> {
                    applications.decide(
                            given.get(IDS), given.get(AGREED), given.text(OPINION), call.user(), call.scope());
                    return given.get(IDS).size();
                });
    }

    private Operation<Page<Row>> listing() {
        return Operation.<Page<Row>>declare("customer-application-list", "客户申请列表", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(Paging.INDEX, Paging.SIZE, STATE, APPLICANT, CUSTOMER)
                .quick(Answer.paged("操作成功", fields()), Route.at("/webapi/v3/office/customerapplication/list"))
                .handledBy(this::list);
    }

    private Page<Row> list(Arguments given, ErpCall call) {
        var found = Paging.read(
                given,
                call,
                page -> applications.list(
                        given.find(STATE), given.find(APPLICANT), given.find(CUSTOMER), call.scope(), page),
                CustomerApplication::id);
        FilterIds.requireKnown(
                found, given, CUSTOMER, id -> customers.find(id, call.scope()).isPresent(), CustomerId::value, "客户");
        var ids = new HashSet<UserId>();
        found.items().forEach(application -> {
            ids.add(application.applicant());
            var decidedBy = application.decidedBy();
            if (decidedBy != null) {
                ids.add(decidedBy);
            }
        });
        var names = users.names(ids);
        return found.map(application -> new Row(application, names));
    }

    private List<AnswerField<Row>> fields() {
        return List.of(
                AnswerField.id("id", "id", "申请ID", row -> row.application().id()),
                AnswerField.id(
                        "customer",
                        "custid",
                        "客户ID",
                        row -> row.application().customer().value()),
                AnswerField.text(
                        "customerName",
                        "custname",
                        "客户名称",
                        row -> row.application().customerName()),
                AnswerField.id(
                        "applicant",
                        "applicant",
                        "申请人ID",
                        row -> row.application().applicant().value()),
                AnswerField.text(
                        "applicantName",
                        "applicantname",
                        "申请人姓名",
                        row -> row.nameOf(row.application().applicant())),
                AnswerField.text(
                        "reason", "reason", "申请理由", row -> row.application().reason()),
                AnswerField.time(
                        "appliedAt",
                        "applytime",
                        "申请时间",
                        zone,
                        row -> row.application().appliedAt()),
                AnswerField.text(
                        "state",
                        "state",
                        "申请状态",
                        row -> row.application().state().caption()),
                AnswerField.text(
                        "opinion", "opinion", "审核意见", row -> row.application().opinion()),
                AnswerField.text("decidedBy", "approver", "审批人", row -> {
                    var decidedBy = row.application().decidedBy();
                    return decidedBy == null ? "" : row.nameOf(decidedBy);
                }),
                AnswerField.time(
                        "decidedAt",
                        "approvetime",
                        "审批时间",
                        zone,
                        row -> row.application().decidedAt()));
    }
}
