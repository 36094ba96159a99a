package io.kehub.wire.operation;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** A few operations that do nothing, declared as those of the program are: for tests of what the declaration brings. */
final class MadeUpOperations implements OperationGroup {

    /** One row of a list within a record. */
    record Row(String name, BigDecimal quantity) {}

    static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "搜索关键词").quick("keyword", Types.text(100));
    static final Parameter<Integer> KIND_FILTER = Parameter.<Integer>named("kind", "客户类型")
            .quick(
                    "sort",
                    Types.numbered(
                            List.of(Types.option(0, "全部", 0), Types.option(1, "单位客户", 1), Types.option(2, "个人客户", 2))));
    static final Parameter<String> SOURCE_FILTER = Parameter.<String>named("source", "客户来源")
            .quick("source", Types.entryFilter(DictionaryName.CUSTOMER_SOURCE))
            .ov1("ly", Types.entryIdFilter(DictionaryName.CUSTOMER_SOURCE), "khly");
    static final Parameter<UserId> OWNER_FILTER =
            Parameter.<UserId>named("owner", "负责人").quick("charge", Types.user(false));
    static final Parameter<Instant> FROM =
            Parameter.<Instant>named("addedFrom", "开始时间").quick("starttime", Types.periodStart());
    static final Parameter<Instant> BEFORE =
            Parameter.<Instant>named("addedBefore", "结束时间").quick("endtime", Types.periodEnd());

    static final Parameter<String> NAME = Parameter.<String>named("name", "客户名称")
            .quick("name", Types.text(200))
            .ov1("name", Types.text(200))
            .v3("name", Types.text(200))
            .required();
    static final Parameter<String> SHORT_NAME =
            Parameter.<String>named("shortName", "客户简称").quick("telname", Types.text(100));
    static final Parameter<Integer> KIND = Parameter.<Integer>named("kind", "客户类型")
            .quick("sort", Types.numbered(List.of(Types.option(1, "单位客户", 1), Types.option(2, "个人客户", 2))))
            .v3("sort2", Types.choice(Types.option(1, "单位客户", 1), Types.option(2, "个人客户", 2)))
            .required(DialectId.QUICK);
    static final Parameter<String> SOURCE = Parameter.<String>named("source", "客户来源")
            .quick("source", Types.entryText(DictionaryName.CUSTOMER_SOURCE))
            .ov1("ly", Types.entryId(DictionaryName.CUSTOMER_SOURCE))
            .v3("ly", Types.entryText(DictionaryName.CUSTOMER_SOURCE));
    static final Parameter<String> CONTACT_PERSON =
            Parameter.<String>named("contactPerson", "联系人").quick("linkman", Types.text(50));
    static final Parameter<String> PHONE =
            Parameter.<String>named("phone", "电话").quick("tel", Types.text(50));
    static final Parameter<String> REMARK = Parameter.<String>named("remark", "备注")
            .quick("remark", Types.text(2000))
            .ov1("intro", Types.text(2000));
    static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "负责人")
            .quick("charge", Types.user(true))
            .v3("cateName", Types.userNamed(true));
    static final Parameter<String> K_CODE =
            Parameter.<String>named("kCode", "K编码").quick("k_code", Types.text(50));
    static final Parameter<BigDecimal> LIMIT = Parameter.<BigDecimal>named("paymentLimit", "到款限制")
            .ov1("hk_xz", Types.amount())
            .v3("hk_xz", Types.amount());
    static final Parameter<LocalDate> BIRTHDAY =
            Parameter.<LocalDate>named("birthday", "生日").ov1("year1", Types.day());
    static final Parameter<Boolean> POINTS =
            Parameter.<Boolean>named("points", "是否积分").ov1("jf2", Types.flag());
    static final Parameter<List<CustomerId>> IDS =
            Parameter.<List<CustomerId>>named("ids", "客户").ov1("ord", Types.ids(CustomerId::new, 500));
    static final Parameter<List<Row>> ROWS = Parameter.<List<Row>>named("lines", "明细")
            .v3(
                    "list",
                    new ListType<>(
                            List.of(
                                    Parameter.<String>named("name", "名称")
                                            .v3("Title", Types.text(10))
                                            .required(),
                                    Parameter.<BigDecimal>named("quantity", "数量")
                                            .v3("Num1", Types.quantity())
                                            .required()),
                            MadeUpOperations::row,
                            3));

    static final Parameter<CustomerId> ID = Parameter.<CustomerId>named("id", "客户ID")
            .quick("id", Types.id(CustomerId::new))
            .required();
    static final Parameter<String> LOGIN = Parameter.<String>named("login", "登录名")
            .quick("user", Types.text(100))
            .ov1("user", Types.plainText(Types.text(100)))
            .required();
    static final Parameter<String> PASSWORD = Parameter.<String>named("password", "密码")
            .quick("password", Types.password(200))
            .ov1("password", Types.plainText(Types.password(200)))
            .required();

    private static Row row(Arguments given) {
        return new Row(
                given.get(Parameter.<String>named("name", "")), given.get(Parameter.<BigDecimal>named("quantity", "")));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(list(), add(), detail(), signIn());
    }

    private static Operation<String> list() {
        return MadeUpOperations.declare("customer-list")
                .takes(Paging.INDEX, Paging.SIZE, KEYWORD, KIND_FILTER, SOURCE_FILTER, OWNER_FILTER, FROM, BEFORE)
                .quick(
                        Answer.single(
                                "操作成功",
                                List.of(
                                        AnswerField.text("id", "id", "客户ID", text -> text),
                                        AnswerField.text("status", "status", "状态", text -> text))),
                        Route.at("/webapi/v3/ov1/salesmanage/custom/list"))
                .ov1(Answer.done("操作成功"), Route.ov1("salesmanage/custom/list"))
                .handledBy((given, call) -> "");
    }

    private static Operation<String> add() {
        return MadeUpOperations.declare("customer-add")
                .takes(NAME, SHORT_NAME, KIND, SOURCE, CONTACT_PERSON, PHONE, REMARK, OWNER, K_CODE)
                .takes(LIMIT, BIRTHDAY, POINTS, IDS, ROWS)
                .takesCustomFields()
                .quick(Answer.done("添加成功"), Route.at("/webapi/v3/sales/customer/add"))
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/sales/customer/add"))
                .ov1(Answer.done("添加成功"), Route.ov1("salesmanage/custom/add", "cmdkey=__sys_dosave"))
                .handledBy((given, call) -> "");
    }

    private static Operation<String> detail() {
        return MadeUpOperations.declare("customer-detail")
                .takes(ID)
                .quick(
                        Answer.done("操作成功"),
                        Route.at("/webapi/v3/ov1/salesmanage/custom/add", "edit=1", "apihelptype=get"))
                .ov1(
                        Answer.done("操作成功"),
                        Route.ov1("salesmanage/custom/add", "edit=1"),
                        Route.ov1("salesmanage/custom/add", "intsort=*"))
                .handledBy((given, call) -> "");
    }

    private static Operation<String> signIn() {
        return MadeUpOperations.declare("sign-in")
                .open()
                .takes(LOGIN, PASSWORD)
                .quick(Answer.done("登录成功"), Route.at("/webapi/v3/ov1/login"))
                .ov1(Answer.done("登录成功"), Route.ov1("login"))
                .handledBy((given, call) -> "");
    }

    private static Operation.Builder<String> declare(String id) {
        return Operation.declare(id, id, "销售栏目", "客户管理");
    }
}
