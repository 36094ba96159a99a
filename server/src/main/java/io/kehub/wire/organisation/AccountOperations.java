package io.kehub.wire.organisation;

import io.kehub.erp.access.Account;
import io.kehub.erp.access.AccountDetails;
import io.kehub.erp.access.AccountField;
import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.SessionToken;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.SessionEffect;
import io.kehub.wire.operation.type.ChoiceType;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 账号列表, 账号添加, 账号修改, 账号删除, 账号详情 (catalog: 组织架构). The permission template 权限模板 is the role. */
final class AccountOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"组织架构", "账号管理"};

    /** The numbers never change. */
    private static final List<ChoiceType.Option<Role>> TEMPLATES = List.of(
            Types.option(1, "管理员", Role.ADMINISTRATOR),
            Types.option(2, "部门经理", Role.MANAGER),
            Types.option(3, "销售", Role.SALES),
            Types.option(4, "库管", Role.WAREHOUSE),
            Types.option(5, "只读", Role.READER));

    private static final Parameter<Boolean> ENABLED = Parameter.<Boolean>named("enabled", "账号状态")
            .v3("userstatus", Types.numbered(List.of(Types.option(1, "正常", true), Types.option(2, "冻结", false))));
    private static final Parameter<String> NAME_PART =
            Parameter.<String>named("name", "员工姓名").v3("name", Types.text(50));
    private static final Parameter<String> LOGIN_PART =
            Parameter.<String>named("login", "账号名称").v3("username", Types.text(50));
    private static final Parameter<DepartmentId> IN_DEPARTMENT =
            Parameter.<DepartmentId>named("department", "部门id").v3("orgsid", Types.id(DepartmentId::new));

    private static final Parameter<String> PERSON =
            Parameter.<String>named("name", "员工姓名").ov1("searchKey", Types.text(50));

    private static final Parameter<UserId> RECORD = Parameter.<UserId>named("id", "账号ID")
            .v3("ord", Types.id(UserId::new))
            .required();
    private static final Parameter<String> NAME =
            Parameter.<String>named("name", "姓名").v3("Name", Types.text(50)).required();
    private static final Parameter<DepartmentId> DEPARTMENT = Parameter.<DepartmentId>named("department", "所属部门")
            .v3("Orgsid", Types.id(DepartmentId::new))
            .required();
    private static final Parameter<String> LOGIN = Parameter.<String>named("login", "用户名")
            .v3("Username", Types.text(50))
            .required();
    private static final Parameter<String> PASSWORD =
            Parameter.<String>named("password", "密码").v3("Pw", Types.password(200));
    private static final Parameter<String> CONFIRMATION =
            Parameter.<String>named("confirmation", "确认密码").v3("ConfirmPassword", Types.password(200));
    private static final Parameter<Role> ROLE = Parameter.<Role>named("role", "权限模板")
            .v3("QxTemplate", Types.numbered(TEMPLATES))
            .required();
    private static final Map<AccountField, Parameter<String>> FIELDS = fields();

    private static final List<Parameter<?>> UNSUPPORTED = List.of(
            rejected("Autohrm", "没有人事档案", "0"),
            rejected("Partadmin", "部门负责人由权限模板「部门经理」和所属部门决定", "0"),
            rejected("Top1", "账号性质由权限模板 QxTemplate 决定", "0"),
            rejected("IsMobileLoginOn", "移动端和电脑端使用同一个账号，不能单独关闭", "1"),
            rejected("mobileRole", "移动端和电脑端使用同一个权限模板", "0", "1"),
            rejected("zxbflag", "没有对应的功能", "0"),
            rejected("limitMobile", "不限制登录设备"),
            rejected("Date2", "没有劳动合同"),
            rejected("date3", "没有劳动合同"),
            rejected("Alt", "没有劳动合同，不提醒到期", "0"));

    private static Parameter<String> rejected(String wireName, String reason, String... accepted) {
        return Parameter.rejected(DialectId.V3, wireName, reason, accepted);
    }

    private final Accounts accounts;
    private final Sessions sessions;

    AccountOperations(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), addressBook(), adding(), changing(), deleting(), detail());
    }

    private Operation<Page<Account>> listing() {
        return Operation.<Page<Account>>declare("account-list", "账号列表", NAVIGATION)
                .needs(Permission.READ_ORGANISATION)
                .takes(Paging.INDEX, Paging.SIZE, ENABLED, NAME_PART, LOGIN_PART, IN_DEPARTMENT)
                .v3ReadByGet(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "id",
                                                "ord",
                                                "账号ID",
                                                each -> each.user().id().value()),
                                        AnswerField.text(
                                                "login",
                                                "username",
                                                "账号名称",
                                                each -> each.user().login()),
                                        AnswerField.text(
                                                "number",
                                                "ygid",
                                                "员工编号",
                                                each -> each.field(AccountField.EMPLOYEE_NUMBER)),
                                        AnswerField.text(
                                                "name",
                                                "name",
                                                "员工姓名",
                                                each -> each.user().name()),
                                        AnswerField.text(
                                                "status",
                                                "status",
                                                "员工状态",
                                                each -> each.user().enabled() ? "正常" : "冻结"),
                                        AnswerField.id(
                                                "department",
                                                "orgsid",
                                                "部门id",
                                                each -> each.department().value()),
                                        AnswerField.text(
                                                "departmentName", "partname", "部门名称", Account::departmentName))),
                        Route.at("/webapi/v3/orgs/user/list"))
                .handledBy((given, call) -> {
                    var filter = new Accounts.Filter(
                            given.text(NAME_PART),
                            given.text(LOGIN_PART),
                            given.find(ENABLED),
                            given.find(IN_DEPARTMENT));
                    return Paging.read(
                            given,
                            call,
                            page -> accounts.list(filter, page),
                            account -> account.user().id().value());
                });
    }

    /** 通讯录: clients read the id at 0 and the name at 1, and assign customers by that id. */
    private Operation<Page<Account>> addressBook() {
        return Operation.<Page<Account>>declare("address-book", "通讯录列表", NAVIGATION)
                .needs(Permission.READ_ORGANISATION)
                .takes(Paging.INDEX, Paging.SIZE, PERSON)
                .ov1(
                        Answer.paged(
                                "操作成功",
                                List.of(
                                        AnswerField.id(
                                                "id",
                                                "ord",
                                                "账号ID",
                                                each -> each.user().id().value()),
                                        AnswerField.text(
                                                "name",
                                                "name",
                                                "员工姓名",
                                                each -> each.user().name()),
                                        AnswerField.text("departmentName", "partname", "部门名称", Account::departmentName),
                                        shown("title", AccountField.TITLE),
                                        shown("phone", AccountField.OFFICE_PHONE),
                                        shown("mobile", AccountField.MOBILE),
                                        shown("email", AccountField.EMAIL))),
                        Route.ov1("officemanage/businesscard/list"))
                .handledBy((given, call) -> {
                    var filter = new Accounts.Filter(given.text(PERSON), "", true, null);
                    return Paging.read(
                            given,
                            call,
                            page -> accounts.list(filter, page),
                            account -> account.user().id().value());
                });
    }

    private static AnswerField<Account> shown(String wireName, AccountField field) {
        return AnswerField.text(field.domainName(), wireName, field.caption(), each -> each.field(field));
    }

    private static List<Parameter<?>> written() {
        var all = new ArrayList<Parameter<?>>(List.of(NAME, DEPARTMENT, LOGIN, PASSWORD, CONFIRMATION, ROLE));
        all.addAll(FIELDS.values());
        return all;
    }

    private Operation<UserId> adding() {
        return Operation.<UserId>declare("account-add", "账号添加", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(written())
                .takes(UNSUPPORTED)
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/orgs/user/add"))
                .handledBy((given, call) -> {
                    checkPassword(given, true);
                    return accounts.add(
                            new NewUser(given.get(LOGIN), given.get(NAME), given.get(ROLE), given.text(PASSWORD)),
                            given.get(DEPARTMENT),
                            fields(given, Map.of()));
                });
    }

    private static void checkPassword(Arguments given, boolean required) {
        var errors = new ArrayList<FieldError>();
        if (required && given.text(PASSWORD).isEmpty()) {
            errors.add(new FieldError(PASSWORD.name(), "必填（密码）", "8 到 128 个字"));
        }
        if (!given.text(PASSWORD).equals(given.text(CONFIRMATION))) {
            errors.add(new FieldError(CONFIRMATION.name(), "与密码不一致", "与密码相同"));
        }
        ProblemException.refuse(errors);
    }

    private Operation<Edited> changing() {
        return Operation.<Edited>declare("account-edit", "账号修改", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(RECORD)
                .takes(written())
                .takes(UNSUPPORTED)
                .v3(Answer.done("修改成功", Edited::message), Route.at("/webapi/v3/orgs/user/edit"))
                .effect(Edited::effect)
                .keeps((given, call) -> accounts.find(given.get(RECORD))
                        .map(present ->
                                Map.of(AccountField.POSITION.domainName(), present.field(AccountField.POSITION)))
                        .orElseGet(Map::of))
                .handledBy((given, call) -> {
                    checkPassword(given, false);
                    var id = given.get(RECORD);
                    var present = account(id);
                    if (!present.user().login().equals(given.get(LOGIN))) {
                        throw new ProblemException(Problem.Invalid.field(
                                LOGIN.name(), "用户名不能修改", present.user().login()));
                    }
                    accounts.change(
                            id,
                            account -> new AccountDetails(
                                    given.get(NAME),
                                    given.get(ROLE),
                                    given.get(DEPARTMENT),
                                    fields(given, account.fields())),
                            given.find(PASSWORD),
                            id.equals(call.user()) ? call.session().token() : null);
                    return edited(given, call, id);
                });
    }

    /** @param message says which sessions have ended */
    private record Edited(String message, SessionEffect effect) {}

    private Edited edited(Arguments given, ErpCall call, UserId id) {
        if (given.find(PASSWORD) == null) {
            return new Edited("修改成功", new SessionEffect.None());
        }
        if (!id.equals(call.user())) {
            return new Edited("修改成功，密码已修改，该用户的会话已全部退出", new SessionEffect.None());
        }
        // a caller that sends the session explicitly could not receive a new one
        var renewed =
                call.session().byCookie() ? sessions.renew(call.session().token()) : Optional.<SessionToken>empty();
        return new Edited(
                "修改成功，密码已修改，当前会话继续有效，该用户的其他会话已全部退出",
                renewed.<SessionEffect>map(SessionEffect.Renewed::new).orElseGet(SessionEffect.None::new));
    }

    private Operation<UserId> deleting() {
        return Operation.<UserId>declare("account-delete", "账号删除", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(RECORD)
                .v3(Answer.done("删除成功"), Route.at("/webapi/v3/orgs/user/delete"))
                .handledBy((given, call) -> {
                    accounts.delete(given.get(RECORD));
                    return given.get(RECORD);
                });
    }

    private Operation<Account> detail() {
        var fields = new ArrayList<AnswerField<Account>>(List.of(
                AnswerField.text("name", "Name", "姓名", each -> each.user().name()),
                AnswerField.id(
                        "department",
                        "Orgsid",
                        "所属部门",
                        each -> each.department().value()),
                AnswerField.text("login", "Username", "用户名", each -> each.user().login()),
                AnswerField.number(
                        "role",
                        "QxTemplate",
                        "权限模板",
                        each -> template(each.user().role()))));
        FIELDS.forEach((field, parameter) -> fields.add(AnswerField.text(
                field.domainName(),
                parameter.in(DialectId.V3).orElseThrow().wireName(),
                field.caption(),
                each -> each.field(field))));
        return Operation.<Account>declare("account-detail", "账号详情", NAVIGATION)
                .needs(Permission.WRITE_ORGANISATION)
                .takes(RECORD)
                .v3ReadByGet(Answer.single("操作成功", fields), Route.at("/webapi/v3/orgs/user/detail"))
                .handledBy((given, call) -> account(given.get(RECORD)));
    }

    private Account account(UserId id) {
        return accounts.find(id).orElseThrow(() -> {
            var message = "没有编号为 " + id.value() + " 的账号";
            return new ProblemException(new Problem.NotFound(
                    "not_found",
                    RECORD.name() + "：" + message,
                    List.of(new FieldError(RECORD.name(), message, "已有账号的编号"))));
        });
    }

    private static long template(Role role) {
        return TEMPLATES.stream()
                .filter(option -> option.value() == role)
                .mapToLong(ChoiceType.Option::number)
                .findFirst()
                .orElse(0);
    }

    private static Map<AccountField, String> fields(Arguments given, Map<AccountField, String> present) {
        var fields = new EnumMap<AccountField, String>(AccountField.class);
        FIELDS.forEach((field, parameter) -> fields.put(field, given.text(parameter, present.getOrDefault(field, ""))));
        return fields;
    }

    private static Map<AccountField, Parameter<String>> fields() {
        var all = new EnumMap<AccountField, Parameter<String>>(AccountField.class);
        Map.ofEntries(
                        Map.entry(AccountField.EMPLOYEE_NUMBER, "Ygid"),
                        Map.entry(AccountField.TITLE, "Title"),
                        Map.entry(AccountField.ID_CARD, "Cardid"),
                        Map.entry(AccountField.NATIVE_PLACE, "Jg"),
                        Map.entry(AccountField.NATION, "Mz"),
                        Map.entry(AccountField.EDUCATION, "Xl"),
                        Map.entry(AccountField.MAJOR, "Zy"),
                        Map.entry(AccountField.SCHOOL, "Xx"),
                        Map.entry(AccountField.OFFICE_PHONE, "Phone1"),
                        Map.entry(AccountField.HOME_PHONE, "Phone2"),
                        Map.entry(AccountField.MOBILE, "Mobile"),
                        Map.entry(AccountField.FAX, "Fax"),
                        Map.entry(AccountField.EMAIL, "Email"),
                        Map.entry(AccountField.ADDRESS, "Address"),
                        Map.entry(AccountField.REMARK, "Intro"))
                .forEach((field, wireName) -> all.put(
                        field,
                        Parameter.<String>named(field.domainName(), field.caption())
                                .v3(wireName, Types.text(field.maxLength()))));
        all.put(
                AccountField.POSITION,
                Parameter.<String>named(AccountField.POSITION.domainName(), AccountField.POSITION.caption())
                        .v3("WorkPosition", Types.entryId(DictionaryName.POSITION)));
        all.put(
                AccountField.SEX,
                Parameter.<String>named(AccountField.SEX.domainName(), AccountField.SEX.caption())
                        .v3("Sex", Types.pattern(Pattern.compile("男|女"), "男、女")));
        all.put(
                AccountField.BIRTHDAY,
                Parameter.<String>named(AccountField.BIRTHDAY.domainName(), AccountField.BIRTHDAY.caption())
                        .v3("Date1", Types.day().map(Object::toString)));
        return all;
    }
}
