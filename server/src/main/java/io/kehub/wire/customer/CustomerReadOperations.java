package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.ContactPersonDetails;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One customer: 客户详情, and the form of a new one in ov1 (quick reference, 客户管理 API; catalog: 客户管理). */
final class CustomerReadOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};
    private static final String ADD = "salesmanage/custom/add";
    private static final String SAVES_ELSEWHERE = "这个请求只分配客户编号；保存客户时 cmdkey 写 __sys_dosave";

    private static final Parameter<CustomerId> RECORD = Parameter.<CustomerId>named("id", "客户ID")
            .quick("id", Types.id(CustomerId::new))
            .ov1("ord", Types.id(CustomerId::new))
            .required()
            .captioned(DialectId.OV1, "数据唯一标识");

    /** @param customFields the fields that an answer shows, enabled ones only, by number */
    private record WholeCustomer(OwnedCustomer customer, List<CustomField> customFields) {}

    private final Customers customers;
    private final ContactPersons persons;
    private final Dictionaries dictionaries;
    private final CustomFields customFields;
    private final Users users;
    private final CustomerListFields fields;

    CustomerReadOperations(
            Customers customers,
            ContactPersons persons,
            Dictionaries dictionaries,
            CustomFields customFields,
            Users users,
            CustomerListFields fields) {
        this.customers = customers;
        this.persons = persons;
        this.dictionaries = dictionaries;
        this.customFields = customFields;
        this.users = users;
        this.fields = fields;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(detail(), reserving());
    }

    private Operation<Customer> detail() {
        return Operation.<Customer>declare("customer-detail", "获取客户详情", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(RECORD)
                .quick(
                        Answer.single("操作成功", quickFields(), CustomerReadOperations::customFields)
                                .within(this::whole),
                        Route.at("/webapi/v3/ov1/salesmanage/custom/add", "edit=1", "apihelptype=get"))
                .ov1(
                        CustomerForm.answer().within(this::form),
                        Route.ov1(ADD, "edit=1"),
                        Route.ov1(ADD, "edit=1", "intsort=*"),
                        Route.ov1(ADD, "apihelptype=get"),
                        Route.ov1(ADD, "edit=1", "apihelptype=get"))
                .rejectsPageInternals(DialectId.OV1)
                .handledBy((given, call) -> {
                    var id = given.get(RECORD);
                    return customers.find(id, call.scope()).orElseThrow(() -> unknown(id));
                });
    }

    /** @throws ProblemException always, as {@code Problem.NotFound}; returned so that callers can throw it */
    private static ProblemException unknown(CustomerId id) {
        var message = "没有编号为 " + id.value() + " 的客户";
        return new ProblemException(new Problem.NotFound(
                "not_found",
                RECORD.name() + "：" + message,
                List.of(new FieldError(RECORD.name(), message, "已有客户的编号"))));
    }

    private WholeCustomer whole(Customer customer) {
        var names = users.names(List.of(customer.owner()));
        var shown = customFields.all().stream().filter(CustomField::enabled).toList();
        return new WholeCustomer(OwnedCustomer.of(customer, names), shown);
    }

    private List<AnswerField<WholeCustomer>> quickFields() {
        var all = new ArrayList<AnswerField<WholeCustomer>>();
        fields.quick().forEach(field -> all.add(field.within(WholeCustomer::customer)));
        all.add(CustomerListFields.text(CustomerField.K_CODE, "k_code", "K编码").within(WholeCustomer::customer));
        return all;
    }

    private static List<AnswerField<WholeCustomer>> customFields(WholeCustomer read) {
        return read.customFields().stream()
                .map(CustomerReadOperations::customField)
                .toList();
    }

    private static AnswerField<WholeCustomer> customField(CustomField field) {
        return AnswerField.text(
                field.name(),
                field.name(),
                field.caption(),
                read -> read.customer().customer().details().customFields().getOrDefault(field.name(), ""));
    }

    private CustomerForm form(Customer customer) {
        var person = persons.mainOf(customer.id()).orElse(ContactPersonDetails.NONE);
        return CustomerForm.of(customer.id(), customer.details(), person, dictionaries);
    }

    private Operation<CustomerForm> reserving() {
        return Operation.<CustomerForm>declare("customer-new", "分配新客户ID", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(CustomerFields.KIND)
                .ov1(
                        CustomerForm.answer(),
                        Route.ov1(ADD, "apihelptype=new"),
                        Route.ov1(ADD, "intsort=*"),
                        Route.ov1(ADD))
                .rejects(DialectId.OV1, "edit", "查看客户时写 edit=1 和 ord", "0")
                .rejects(DialectId.OV1, "ord", SAVES_ELSEWHERE, "0")
                .rejects(DialectId.OV1, CustomerFields.saved(), SAVES_ELSEWHERE)
                .handledBy((given, call) -> {
                    var reserved = customers.reserve(call.user());
                    return CustomerForm.of(
                            reserved.id(),
                            kindOf(given.orElse(CustomerFields.KIND, CustomerKind.COMPANY), reserved.number()),
                            ContactPersonDetails.NONE,
                            dictionaries);
                });
    }

    private static CustomerDetails kindOf(CustomerKind kind, String number) {
        return CustomerDetails.EMPTY.withKind(kind).with(CustomerField.NUMBER, number);
    }
}
