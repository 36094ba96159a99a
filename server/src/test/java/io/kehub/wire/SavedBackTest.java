package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kehub.erp.access.AccountDetails;
import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.Department;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractDrafts;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.ProductClass;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.Products;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * A record can be saved back as it is, whatever has become of the values that it was given from lists. No other record may
 * take such a value.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedBackTest {

    private static final String CUSTOMER = "salesmanage/custom/add.asp";
    private static final String CONTRACT = "salesmanage/contract/add.asp";

    private final TradeWorld world = new TradeWorld();
    private final Dictionaries dictionaries = world.server().part(Dictionaries.class);
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private NativeCaller caller;
    private QuickCaller quick;
    private int made;

    @BeforeAll
    void signIn() {
        caller = NativeCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
        quick = QuickCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private Entry entry(DictionaryName dictionary) {
        return dictionaries.add(dictionary, dictionary.caption() + ++made);
    }

    private void disable(DictionaryName dictionary, Entry entry) {
        dictionaries.enable(dictionary, entry.id(), false);
    }

    /** The id of a customer that was added in the quick dialect. */
    private String customer(Map<String, ?> more) {
        var fields = new HashMap<String, Object>(Map.of("name", "客户" + ++made, "sort", 1, "source", "微信"));
        fields.putAll(more);
        var answer = quick.post(QuickCaller.ADD, fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data().path("id").stringValue();
    }

    private static List<JsonNode> fields(JsonNode form) {
        return form.at("/body/bill/groups")
                .valueStream()
                .flatMap(group -> group.path("fields").valueStream())
                .toList();
    }

    private static JsonNode field(JsonNode form, String id) {
        return fields(form).stream()
                .filter(field -> field.path("id").stringValue("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> options(JsonNode field) {
        return field.findValues("text").stream().map(JsonNode::asString).toList();
    }

    private JsonNode form(String address, Object id) {
        return caller.ov1(address + "?apihelptype=get", "", Map.of("ord", id));
    }

    /** Saves a form as it was read, with other values for some fields. */
    private JsonNode saveBack(String address, Object id, Map<String, ?> others) {
        var values = new HashMap<String, Object>();
        fields(form(address, id)).forEach(field -> {
            var value = field.path("value");
            values.put(field.path("id").stringValue(), value.isNumber() ? value.decimalValue() : value.asString(""));
        });
        values.put("ord", id);
        values.putAll(others);
        return caller.ov1(address + "?apihelptype=save", "", values);
    }

    private static boolean done(JsonNode ov1) {
        return ov1.at("/header/status").intValue(-1) == 0;
    }

    private static List<String> refusedBy(JsonNode ov1) {
        return ov1.at("/body/message/data/errors")
                .valueStream()
                .map(error -> error.path("field").stringValue())
                .toList();
    }

    private static boolean doneV3(JsonNode answer) {
        return answer.path("Code").intValue(-1) == 200;
    }

    private static List<String> refusedByV3(JsonNode answer) {
        return answer.path("Errors")
                .valueStream()
                .map(error -> error.path("Field").stringValue())
                .toList();
    }

    private String shown(String customer, String field) {
        return quick.post(QuickCaller.DETAIL, Map.of("id", customer))
                .data()
                .path(field)
                .stringValue();
    }

    @Test
    void aCustomerWhoseSourceWasDisabledIsSavedBackFromItsOwnForm() {
        var source = entry(DictionaryName.CUSTOMER_SOURCE);
        var other = customer(Map.of("level", "普通"));
        var id = customer(Map.of("source", source.text(), "level", "普通"));
        disable(DictionaryName.CUSTOMER_SOURCE, source);

        var form = field(form(CUSTOMER, id), "ly");
        var saved = saveBack(CUSTOMER, id, Map.of("person_name", "周工"));

        assertThat(options(form)).as("the form offers what the customer has").contains(source.text());
        assertThat(options(field(form(CUSTOMER, other), "ly"))).doesNotContain(source.text());
        assertThat(done(saved)).as(saved.toString()).isTrue();
        assertThat(shown(id, "source")).isEqualTo(source.text());
        assertThat(refusedBy(saveBack(CUSTOMER, other, Map.of("ly", source.id(), "person_name", "周工"))))
                .as("another customer")
                .containsExactly("ly");
        assertThat(quick.post(QuickCaller.ADD, Map.of("name", "新的", "sort", 1, "source", source.text()))
                        .refusedFields())
                .as("a new customer")
                .containsExactly("source");
    }

    @Test
    void allChoicesOfACustomerStayValidForItInV3() {
        var lists = List.of(
                DictionaryName.CUSTOMER_SOURCE,
                DictionaryName.CUSTOMER_CLASS,
                DictionaryName.CUSTOMER_PROGRESS,
                DictionaryName.CUSTOMER_VALUE,
                DictionaryName.TRADE,
                DictionaryName.AREA);
        var names = List.of("ly", "sort", "sort1", "jz", "trade", "area");
        var entries = lists.stream().map(this::entry).toList();
        var fields = new HashMap<String, Object>(Map.of("name", "六项" + ++made, "sort2", 1, "person_name", "周工"));
        for (var index = 0; index < names.size(); index++) {
            fields.put(names.get(index), entries.get(index).text());
        }
        assertThat(doneV3(caller.v3("sales/customer/add", fields))).isTrue();
        var id = quick.post(QuickCaller.LIST, Map.of("keyword", fields.get("name")))
                .data()
                .at("/list/0/id")
                .stringValue();
        for (var index = 0; index < names.size(); index++) {
            disable(lists.get(index), entries.get(index));
        }

        var refused = caller.v3("sales/customer/add", with(fields, "name", "又一个"));
        fields.put("ord", id);
        var saved = caller.v3("sales/customer/edit", fields);
        var other = customer(Map.of());
        var stolen = caller.v3("sales/customer/edit", with(fields, "ord", other));

        assertThat(refusedByV3(refused)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(doneV3(saved)).as(saved.toString()).isTrue();
        assertThat(refusedByV3(stolen)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(shown(id, "region")).isEqualTo(entries.getLast().text());
        assertThat(done(saveBack(CUSTOMER, id, Map.of()))).isTrue();
    }

    private static Map<String, Object> with(Map<String, ?> fields, String name, Object value) {
        var more = new HashMap<String, Object>(fields);
        more.put(name, value);
        return more;
    }

    @Test
    void aFreeTextStaysValidWhenFreeTextsAreForbidden() {
        dictionaries.allowFreeValues(DictionaryName.CUSTOMER_SOURCE, true);
        var id = customer(Map.of("source", "春季展会", "level", "普通"));
        dictionaries.allowFreeValues(DictionaryName.CUSTOMER_SOURCE, false);

        var form = field(form(CUSTOMER, id), "ly");
        var saved = saveBack(CUSTOMER, id, Map.of("person_name", "周工"));
        var other = saveBack(CUSTOMER, id, Map.of("person_name", "周工", "ly", "秋季展会"));

        assertThat(form.path("value").stringValue()).isEqualTo("春季展会");
        assertThat(done(saved)).as(saved.toString()).isTrue();
        assertThat(shown(id, "source")).isEqualTo("春季展会");
        assertThat(refusedBy(other)).containsExactly("ly");
    }

    @Test
    void anAreaWhoseParentWasDisabledStaysValid() {
        var above = entry(DictionaryName.AREA);
        var below = dictionaries.add(DictionaryName.AREA, "街道" + ++made, above.id());
        var id = customer(Map.of("region", below.text(), "level", "普通"));
        disable(DictionaryName.AREA, above);
        assertThat(done(saveBack(CUSTOMER, id, Map.of("person_name", "周工")))).isTrue();

        disable(DictionaryName.AREA, below);

        assertThat(options(field(form(CUSTOMER, id), "area"))).contains(below.text());
        assertThat(done(saveBack(CUSTOMER, id, Map.of("person_name", "周工")))).isTrue();
        assertThat(shown(id, "region")).isEqualTo(below.text());
    }

    @Test
    void anOptionOfACustomFieldThatWasRemovedStaysValidForTheCustomerThatHasIt() {
        var fields = world.server().part(CustomFields.class);
        var field = fields.define("规模" + ++made, CustomFieldType.CHOICE, List.of("大", "小"));
        var id = customer(Map.of(field.name(), "大"));
        fields.change(field.name(), field.caption(), List.of("小"), true);
        var edit = Map.of(
                "ord", id, "sort2", 1, "name", "改名" + ++made, "sort", "普通", "person_name", "周工", field.name(), "大");

        var saved = caller.v3("sales/customer/edit", edit);
        var other = caller.v3("sales/customer/edit", with(edit, "ord", customer(Map.of())));

        assertThat(doneV3(saved)).as(saved.toString()).isTrue();
        assertThat(refusedByV3(other)).containsExactly(field.name());
        assertThat(quick.post(QuickCaller.ADD, Map.of("name", "新的", "sort", 1, field.name(), "大"))
                        .refusedFields())
                .containsExactly(field.name());
    }

    @Test
    void aDisabledOwnerAndOneOfSeveralOfTheSameNameStay() {
        var users = world.server().part(Users.class);
        var name = "同名" + ++made;
        var first = users.create(new NewUser("a" + made, name, Role.SALES, TradeWorld.PASSWORD));
        var second = users.create(new NewUser("b" + made, name, Role.SALES, TradeWorld.PASSWORD));
        var id = customer(Map.of("charge", second.id().value()));
        var edit =
                Map.of("ord", id, "sort2", 1, "name", "改名" + made, "sort", "普通", "person_name", "周工", "cateName", name);

        assertThat(doneV3(caller.v3("sales/customer/edit", edit))).isTrue();
        assertThat(shown(id, "charge")).isEqualTo("" + second.id().value());
        users.enable(second.id(), false);
        assertThat(doneV3(caller.v3("sales/customer/edit", edit))).isTrue();
        assertThat(shown(id, "charge")).isEqualTo("" + second.id().value());
        users.enable(first.id(), false);
        var other = caller.v3("sales/customer/edit", with(edit, "ord", customer(Map.of())));
        assertThat(doneV3(caller.v3("sales/customer/edit", edit))).isTrue();
        assertThat(refusedByV3(other)).containsExactly("cateName");
    }

    @Test
    void aContractKeepsItsChoicesItsOwnerAndItsProducts() {
        var contracts = world.server().part(Contracts.class);
        var category = entry(DictionaryName.CONTRACT_CLASS);
        var state = entry(DictionaryName.CONTRACT_STATE);
        var currency = entry(DictionaryName.CURRENCY);
        var owner = world.user("owner" + ++made, Role.SALES);
        var product = world.product("产品", "SB" + made, new ProductClassId(1), boss);
        var buyer = world.customer("买方" + made, boss);
        contracts.requireApproval(true);
        var id = world.contract("", buyer, owner, product, "1", "10");
        var other = world.contract("", buyer, boss, product, "1", "10");
        var chosen = Map.of(
                "sort", category.id(),
                "complete1", state.id(),
                "bz", currency.id());
        assertThat(done(saveBack(CONTRACT, id.value(), chosen))).isTrue();

        disable(DictionaryName.CONTRACT_CLASS, category);
        disable(DictionaryName.CONTRACT_STATE, state);
        disable(DictionaryName.CURRENCY, currency);
        world.server().part(Users.class).enable(owner, false);
        world.server().part(Products.class).enable(product, false);

        assertThat(options(field(form(CONTRACT, id.value()), "sort"))).contains(category.text());
        var saved = saveBack(CONTRACT, id.value(), Map.of());
        assertThat(done(saved)).as(saved.toString()).isTrue();
        assertThat(kept(contracts, id)).isEqualTo(List.of(category.text(), state.text(), currency.text()));
        assertThat(refusedBy(saveBack(CONTRACT, other.value(), with(chosen, "cateid", owner.value()))))
                .containsExactlyInAnyOrder("sort", "complete1", "bz", "cateid");
        assertThat(done(saveBack(CONTRACT, other.value(), Map.of())))
                .as("its line has the disabled product already")
                .isTrue();
    }

    private List<String> kept(Contracts contracts, ContractId id) {
        var contract = contracts.find(id, AccessScope.everything(boss)).orElseThrow();
        return Stream.of(ContractField.CATEGORY, ContractField.STATE, ContractField.CURRENCY)
                .map(contract::text)
                .toList();
    }

    @Test
    void aNewContractDoesNotTakeADisabledProduct() {
        var product = world.product("产品", "SB" + ++made, new ProductClassId(1), boss);
        world.server().part(Products.class).enable(product, false);
        var draft = ContractDrafts.draft(
                "", "新的", world.customer("买方" + made, boss), boss, ContractDrafts.line(product, "1", "10"));

        var problem = catchThrowable(
                () -> world.server().part(Contracts.class).add(draft, boss, AccessScope.everything(boss)));

        assertThat(problem).hasMessageContaining("启用产品");
    }

    @Test
    void aProductKeepsItsClassAndItsUnits() {
        var classes = world.server().part(ProductClasses.class);
        var unit = entry(DictionaryName.PRODUCT_UNIT);
        var productClass = world.productClass(null, "分类" + ++made);
        var fields =
                Map.of("Title", "产品" + made, "Code", "SB" + made, "Sort1", productClass.value(), "Unitjb", unit.id());
        assertThat(doneV3(caller.v3("store/product/add", fields))).isTrue();
        var id = world.server()
                .part(Products.class)
                .findByCode("SB" + made)
                .orElseThrow()
                .id();
        classes.change(
                productClass, present -> new ProductClass(present.id(), present.parent(), present.name(), false));
        disable(DictionaryName.PRODUCT_UNIT, unit);
        var row = Map.of("UnitID", unit.id(), "Bl", 1, "Price2jy", "12.5");

        var saved =
                caller.v3("store/product/edit", with(with(fields, "ord", id.value()), "PackingPrices", List.of(row)));
        var plain = world.product("别的", "SC" + made, new ProductClassId(1), boss);
        var other = caller.v3("store/product/edit", Map.of("ord", plain.value(), "PackingPrices", List.of(row)));

        assertThat(doneV3(saved)).as(saved.toString()).isTrue();
        assertThat(refusedByV3(other)).hasSize(1).first().asString().contains("UnitID");
        assertThat(doneV3(caller.v3("store/product/edit", Map.of("ord", plain.value(), "Sort1", productClass.value()))))
                .isFalse();
        assertThat(doneV3(caller.v3("store/product/add", with(fields, "Code", "SD" + made))))
                .isFalse();
    }

    @Test
    void anAccountKeepsItsDepartmentAndItsPosition() {
        var departments = world.server().part(Departments.class);
        var department = departments.add(null, new Department.Details("部门" + ++made, "", false, 0, "", "", true), boss);
        var position = entry(DictionaryName.POSITION);
        var login = "acc" + made;
        var fields = Map.<String, Object>of(
                "Name",
                "员工",
                "Orgsid",
                department.value(),
                "Username",
                login,
                "QxTemplate",
                3,
                "WorkPosition",
                position.id());
        assertThat(doneV3(caller.v3(
                        "orgs/user/add",
                        with(with(fields, "Pw", TradeWorld.PASSWORD), "ConfirmPassword", TradeWorld.PASSWORD))))
                .isTrue();
        var accounts = world.server().part(Accounts.class);
        var id = accounts.list(new Accounts.Filter("", login, null, null), new PageRequest(1, 1))
                .items()
                .getFirst()
                .user()
                .id();
        departments.change(department, null, new Department.Details("部门" + made, "", false, 0, "", "", false));
        disable(DictionaryName.POSITION, position);

        var saved = caller.v3("orgs/user/edit", with(fields, "ord", id.value()));
        accounts.change(id, same -> new AccountDetails("改名", Role.SALES, same.department(), same.fields()), null);
        var other = world.user("plain" + made, Role.SALES);

        assertThat(doneV3(saved)).as(saved.toString()).isTrue();
        assertThat(refusedByV3(caller.v3(
                        "orgs/user/edit", with(with(fields, "ord", other.value()), "Username", "plain" + made))))
                .isNotEmpty();
    }

    @Test
    void aStockDocumentIsConfirmedInTheWarehouseThatItNames() {
        var warehouses = world.server().part(Warehouses.class);
        var documents = world.server().part(StockDocuments.class);
        var warehouse = warehouses.add(null, "仓库" + ++made, "", "", null);
        var product = world.product("产品", "SB" + made, new ProductClassId(1), boss);
        var id = documents.apply(
                StockDocument.Kind.STOCK_IN,
                StockDocumentDraft.of(List.of(StockLineDraft.of(product, BigDecimal.ONE, warehouse, ""))),
                boss);
        var line = documents.lines(id).getFirst().id();
        assertThatThrownBy(() -> warehouses.change(
                        warehouse,
                        present -> new Warehouse(
                                present.id(),
                                present.parent(),
                                present.name(),
                                present.code(),
                                present.remark(),
                                false,
                                false,
                                present.fullPath(),
                                present.history()),
                        null))
                .as("a warehouse that an open document names cannot be disabled")
                .isInstanceOf(ProblemException.class);

        var confirmed = caller.v3(
                "store/KuInApplyEdit/edit",
                Map.of(
                        "ord",
                        id.value(),
                        "Complete1",
                        3,
                        "KuinList",
                        List.of(Map.of("Id", line, "Num1", 2, "Ku", warehouse.value()))));

        assertThat(doneV3(confirmed)).as(confirmed.toString()).isTrue();
    }
}
