package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomerApplications;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.CustomerShare;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** 客户指派, 收回, 申请, 审核, 共享, 保护 (catalog: 客户管理). */
final class AssignmentOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};

    private static final Parameter<List<CustomerId>> IDS = Parameter.<List<CustomerId>>named("ids", "数据唯一标识")
            .ov1("ord", Types.ids(CustomerId::new, CustomerAssignment.MAX))
            .required();
    private static final Parameter<Boolean> OPEN = Parameter.<Boolean>named("open", "指派方式")
            .ov1(
                    "member1",
                    Types.numbered(List.of(Types.option(1, "对所有用户公开", true), Types.option(0, "指派给以下用户", false))))
            .required();
    private static final Parameter<Boolean> EVERYONE = Parameter.<Boolean>named("everyone", "共享类型")
            .ov1(
                    "member1",
                    Types.numbered(List.of(Types.option(1, "共享给所有用户", true), Types.option(0, "共享给以下用户", false))))
            .required();
    private static final Parameter<List<UserId>> USERS =
            Parameter.<List<UserId>>named("users", "用户").ov1("member2", Types.ids(UserId::new, 500));
    private static final Parameter<Boolean> SHARE_PERSONS = part("persons", "客户联系人", "sharecontact");
    private static final Parameter<Boolean> SHARE_FOLLOW_UPS = part("followUps", "洽谈进展", "replyshare");
    /** Clients in the field leave it out, although the ERP documents it as required. */
    private static final Parameter<Boolean> SHARE_PROJECTS =
            Parameter.<Boolean>named("projects", "客户项目").ov1("chanceshare", Types.flag());

    private static final Parameter<Boolean> SHARE_CONTRACTS = part("contracts", "客户合同", "contractshare");
    private static final Parameter<Boolean> AGREED = Parameter.<Boolean>named("agreed", "审核结果")
            .ov1("jg", Types.numbered(List.of(Types.option(1, "同意", true), Types.option(2, "否决", false))))
            .required();
    private static final Parameter<String> OPINION =
            Parameter.<String>named("opinion", "审核意见").ov1("intro", Types.text(500));

    private static final List<Parameter<?>> UNSUPPORTED = Parameter.rejectedAll(DialectId.OV1, "没有手写签名", "approveSign");

    private static final Parameter<String> REASON =
            Parameter.<String>named("reason", "申请理由").ov1("intro", Types.text(500));

    private final CustomerAssignment care;
    private final CustomerApplications applications;
    private final Users users;

    AssignmentOperations(CustomerAssignment care, CustomerApplications applications, Users users) {
        this.care = care;
        this.applications = applications;
        this.users = users;
    }

    private static Parameter<Boolean> part(String name, String caption, String wireName) {
        return Parameter.<Boolean>named(name, caption)
                .ov1(wireName, Types.flag())
                .required();
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(
                declared(
                        "customer-assign",
                        "客户指派",
                        Permission.MANAGE_CUSTOMERS,
                        this::assign,
                        Route.ov1("systemmanage/order", "datatype=tel"),
                        OPEN,
                        USERS),
                declared(
                        "customer-take-back",
                        "客户收回",
                        Permission.MANAGE_CUSTOMERS,
                        (given, call) -> care.release(given.get(IDS), call.user(), call.scope()),
                        Route.ov1("salesmanage/custom/takeback")),
                claiming(),
                declared(
                        "customer-review",
                        "客户审核",
                        Permission.MANAGE_CUSTOMERS,
                        this::review,
                        Route.ov1("salesmanage/custom/approve_set"),
                        AGREED,
                        OPINION),
                declared(
                        "customer-share",
                        "客户共享",
                        Permission.WRITE_CUSTOMERS,
                        this::share,
                        Route.ov1("salesmanage/custom/share"),
                        EVERYONE,
                        USERS,
                        SHARE_PERSONS,
                        SHARE_FOLLOW_UPS,
                        SHARE_PROJECTS,
                        SHARE_CONTRACTS),
                declared(
                        "customer-shield",
                        "客户保护",
                        Permission.WRITE_CUSTOMERS,
                        (given, call) -> care.protect(given.get(IDS), true, call.user(), call.scope()),
                        Route.ov1("salesmanage/custom/add", "__msgid=profect")),
                declared(
                        "customer-unshield",
                        "客户放弃保护",
                        Permission.WRITE_CUSTOMERS,
                        (given, call) -> care.protect(given.get(IDS), false, call.user(), call.scope()),
                        Route.ov1("salesmanage/custom/add", "__msgid=unprofect")));
    }

    /** @param waiting whether the customers wait for approval */
    private record Claimed(int count, boolean waiting) {

        String message() {
            return (waiting ? "已提交客户申请，等待审批，共 " : "客户申请成功，共 ") + count + " 个客户";
        }
    }

    private Operation<Claimed> claiming() {
        return Operation.<Claimed>declare("customer-claim", "客户申请", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(IDS, REASON)
                .takes(UNSUPPORTED)
                .ov1(Answer.done("操作成功", Claimed::message), Route.ov1("salesmanage/custom/apply"))
                .handledBy((given, call) -> {
                    var ids = given.get(IDS);
                    return new Claimed(
                            ids.size(), applications.apply(ids, given.text(REASON), call.user(), call.scope()));
                });
    }

    /** The act on the customers of a request. */
    @FunctionalInterface
    private interface Care {
        void take(Arguments given, ErpCall call);
    }

    private static Operation<Integer> declared(
            String id, String caption, Permission permission, Care taken, Route route, Parameter<?>... more) {
        return Operation.<Integer>declare(id, caption, NAVIGATION)
                .needs(permission)
                .takes(IDS)
                .takes(more)
                .takes(UNSUPPORTED)
                .ov1(Answer.done("操作成功", count -> caption + "成功，共 " + count + " 个客户"), route)
                .handledBy((given, call) -> {
                    taken.take(given, call);
                    return given.get(IDS).size();
                });
    }

    private void assign(Arguments given, ErpCall call) {
        if (given.get(OPEN)) {
            care.release(given.get(IDS), call.user(), call.scope());
            return;
        }
        var named = known(given.orElse(USERS, List.of()));
        if (named.size() != 1) {
            throw new ProblemException(
                    Problem.Invalid.field(USERS.name(), "指派给 " + named.size() + " 个用户，应为 1 个", "一个已启用用户的编号"));
        }
        care.assign(given.get(IDS), named.getFirst(), call.user(), call.scope());
    }

    private void share(Arguments given, ErpCall call) {
        var share = new CustomerShare(
                given.get(EVERYONE),
                new HashSet<>(known(given.orElse(USERS, List.of()))),
                given.get(SHARE_PERSONS),
                given.get(SHARE_FOLLOW_UPS),
                given.orElse(SHARE_PROJECTS, false),
                given.get(SHARE_CONTRACTS));
        care.share(given.get(IDS), share, call.user(), call.scope());
    }

    private void review(Arguments given, ErpCall call) {
        var ids = given.get(IDS);
        if (ids.size() != 1) {
            throw new ProblemException(Problem.Invalid.field(IDS.name(), "一次只能审核 1 个客户", "一个客户编号"));
        }
        care.review(ids.getFirst(), given.get(AGREED), given.text(OPINION), call.user(), call.scope());
    }

    /** The users; each must exist and be enabled. */
    private List<UserId> known(List<UserId> ids) {
        var unknown = ids.stream()
                .filter(id -> users.find(id).filter(user -> user.enabled()).isEmpty())
                .map(id -> "没有编号为 " + id.value() + " 的已启用用户")
                .map(message -> new FieldError(USERS.name(), message, "已启用用户的编号"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(unknown));
        }
        return ids;
    }
}
