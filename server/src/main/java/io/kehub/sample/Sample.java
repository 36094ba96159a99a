package io.kehub.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.kehub.demo.HubOverHttp;
import io.kehub.demo.ProgressBar;
import io.kehub.demo.SignedIn;
import io.kehub.sample.SampleFirm.Customer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills a KeHub with a made-up firm: departments, users of every role, customers, goods and stock, contracts in every state,
 * WeChat contacts. Talks to the server over HTTP alone. Each record has a natural key and is added once, in one order, by one
 * thread: so the ids are the same on every empty home ({@code sample/firm.properties}), and a run that was stopped is completed
 * by the next. What was renamed or deleted since is reported and not added again.
 */
public final class Sample {

    private static final Duration MAX_DELIVERY_TIME = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final String CUSTOMER_LIST = "ov1/salesmanage/custom/list";

    /** Number of departments and of product classes that ship with KeHub. */
    private static final int SHIPPED = 1;

    /**
     * A user of the firm.
     *
     * @param password empty if the user was there before; the password is unchanged then
     */
    public record Account(String login, String name, String role, String password) {}

    private final ErpOverHttp erp;
    private final HubOverHttp hub;
    private final SampleFirm firm = new SampleFirm();
    private final Steps steps;
    private final Completion completion;
    private final Supplier<String> passwords;

    /**
     * Prepares a run.
     *
     * @param administrator the session of an administrator
     * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
     * @param passwords gives the password of each new user
     */
    private Sample(SignedIn administrator, PrintStream out, boolean terminal, Supplier<String> passwords) {
        this.erp = new ErpOverHttp(administrator);
        this.hub = new HubOverHttp(administrator);
        this.steps = new Steps(out, terminal);
        this.completion = new Completion(erp);
        this.passwords = passwords;
    }

    /**
     * Signs in as an administrator.
     *
     * @param kehub address of the server, ending in a slash
     * @throws org.springframework.web.client.RestClientException if the password is wrong or the server does not answer
     */
    public static Sample signIn(
            URI kehub, String user, String password, PrintStream out, boolean terminal, Supplier<String> passwords) {
        return new Sample(SignedIn.as(kehub, user, password), out, terminal, passwords);
    }

    /** Whether the server holds nothing, or a part of the sample firm; any other one must not be filled. */
    public boolean mayFill() {
        if (completion.isRecorded()) {
            return true;
        }
        var first = firm.customers().getFirst().name();
        var newest = erp.quick(CUSTOMER_LIST, Map.of("pagesize", 1));
        return newest.text("total").equals("0")
                ? Steps.ids(erp.get("admin/users?page_size=100"), "login").keySet().stream()
                        .allMatch(login -> login.equals("admin") || isOurs(login))
                : erp.quick(CUSTOMER_LIST, Map.of("keyword", first)).rows("list").stream()
                        .anyMatch(row -> row.text("name").equals(first));
    }

    private static boolean isOurs(String login) {
        return SampleFirm.PEOPLE.stream().anyMatch(person -> person.login().equals(login));
    }

    /**
     * Adds what was never added, and reports what was added and is not found any more. Answers the users with the passwords of
     * the new ones.
     */
    public List<Account> fill() throws InterruptedException {
        if (completion.isRecorded()) {
            findMissing();
            steps.reportMissing();
            return SampleFirm.PEOPLE.stream()
                    .map(person -> new Account(person.login(), person.name(), person.role(), ""))
                    .toList();
        }
        settings();
        var departments = departments();
        var accounts = users(departments);
        var users = Steps.ids(erp.get("admin/users?page_size=100"), "login");
        var classes = productClasses();
        products(classes);
        var products = erp.rows("ov1/salesmanage/product/billlist").stream()
                .collect(Collectors.toMap(row -> row.text("code"), row -> row.text("id")));
        var warehouses = warehouses();
        stock(warehouses, products);
        var customers = customers(users);
        persons(customers);
        followUps();
        new SampleOpportunities(erp, firm, steps).add(customers, users);
        new SampleContracts(erp, firm, steps, Steps.required(warehouses, SampleFirm.MAIN_WAREHOUSE))
                .add(customers.keySet());
        contacts();
        new SampleExamples(erp, firm, steps)
                .add(
                        customers,
                        Steps.required(products, SampleFirm.EXAMPLE_PRODUCT.code()),
                        Steps.required(warehouses, SampleFirm.MAIN_WAREHOUSE));
        new SampleReceivables(erp, firm, steps).add();
        new SamplePurchases(erp, steps, Steps.required(users, "qianduo"), products).add();
        completion.record();
        steps.reportMissing();
        return accounts;
    }

    /** Looks for every record of a complete firm by its natural key. */
    private void findMissing() {
        missing(
                "部门 / Departments",
                Steps.ids(erp.get("admin/departments"), "name").keySet(),
                SampleFirm.DEPARTMENTS.stream().map(SampleFirm.Department::name));
        missing(
                "用户 / Users",
                Steps.ids(erp.get("admin/users?page_size=100"), "login").keySet(),
                SampleFirm.PEOPLE.stream().map(SampleFirm.Person::login));
        missing(
                "产品分类 / Product classes",
                names("office/productclass/list"),
                SampleFirm.CLASSES.stream().map(SampleFirm.ProductClass::name));
        missing(
                "产品 / Products",
                keys("ov1/salesmanage/product/billlist", "code"),
                SampleFirm.allProducts().stream().map(SampleFirm.Product::code));
        missing(
                "仓库 / Warehouses",
                names("office/warehouse/list"),
                SampleFirm.WAREHOUSES.stream().map(SampleFirm.Warehouse::name));
        missing(
                "客户 / Customers",
                keys(CUSTOMER_LIST, "name"),
                Stream.concat(firm.customers().stream().map(Customer::name), Stream.of(SampleFirm.TO_REVIEW)));
        missing(
                SampleOpportunities.CAPTION,
                keys(SampleOpportunities.LIST, "code"),
                SampleOpportunities.codes().stream());
        missing(
                "合同 / Contracts",
                keys("ov1/salesmanage/contract/billlist", "code"),
                firm.contracts().stream().map(SampleFirm.Contract::number));
    }

    private void missing(String caption, Set<String> present, Stream<String> names) {
        names.filter(name -> !present.contains(name)).forEach(name -> steps.missing(caption, name));
    }

    private Set<String> names(String list) {
        return erp.whole(list).stream().map(row -> row.text("name")).collect(Collectors.toSet());
    }

    private void settings() {
        erp.put(
                "admin/erp-settings",
                Map.of("contract_approval_required", true, "opportunity_approval_required", false));
        erp.put("admin/customer-settings", Map.of("review_required", false, "claim_approval_required", false));
        var defined = Steps.ids(erp.get("admin/custom-fields"), "caption");
        steps.eachMissing(
                "自定义字段 / Custom fields",
                SampleFirm.CUSTOM_FIELDS,
                SampleFirm.CustomField::caption,
                field -> defined.containsKey(field.caption()),
                defined.size(),
                field -> {
                    var body = new HashMap<String, Object>(Map.of("caption", field.caption(), "type", field.type()));
                    if (!field.options().isEmpty()) {
                        body.put("options", field.options());
                    }
                    erp.post("admin/custom-fields", body);
                });
    }

    private Map<String, String> departments() {
        var known = Steps.ids(erp.get("admin/departments"), "name");
        steps.eachMissing(
                "部门 / Departments",
                SampleFirm.DEPARTMENTS,
                SampleFirm.Department::name,
                department -> known.containsKey(department.name()),
                known.size() - SHIPPED,
                department -> {
                    erp.v3(
                            "orgs/dept/add",
                            Map.of(
                                    "name", department.name(),
                                    "pid", Steps.required(known, department.parent()),
                                    "funtext", department.purpose()));
                    known.putAll(Steps.ids(erp.get("admin/departments"), "name"));
                });
        return known;
    }

    private List<Account> users(Map<String, String> departments) {
        var known = Steps.ids(erp.get("admin/users?page_size=100"), "login");
        var accounts = new ArrayList<Account>();
        steps.each("用户 / Users", SampleFirm.PEOPLE, person -> {
            var password = "";
            if (!known.containsKey(person.login())) {
                password = passwords.get();
                erp.post(
                        "admin/users",
                        Map.of(
                                "login", person.login(),
                                "name", person.name(),
                                "role", person.role(),
                                "department", Steps.required(departments, person.department()),
                                "password", password));
            }
            accounts.add(new Account(person.login(), person.name(), person.role(), password));
        });
        return accounts;
    }

    private Map<String, String> productClasses() {
        var known = new HashMap<String, String>();
        erp.whole("office/productclass/list").forEach(row -> known.put(row.text("name"), row.text("id")));
        steps.eachMissing(
                "产品分类 / Product classes",
                SampleFirm.CLASSES,
                SampleFirm.ProductClass::name,
                productClass -> known.containsKey(productClass.name()),
                known.size() - SHIPPED,
                productClass -> {
                    var body = new HashMap<>(Map.of("name", productClass.name()));
                    if (!productClass.parent().isEmpty()) {
                        body.put("parentid", Steps.required(known, productClass.parent()));
                    }
                    known.put(
                            productClass.name(),
                            erp.quick("office/productclass/add", body).text("id"));
                });
        return known;
    }

    private void products(Map<String, String> classes) {
        var units = Steps.ids(erp.get("admin/dictionaries/product_unit"), "text");
        var known = keys("ov1/salesmanage/product/billlist", "code");
        steps.eachMissing(
                "产品 / Products",
                SampleFirm.allProducts(),
                SampleFirm.Product::code,
                product -> known.contains(product.code()),
                known.size(),
                product -> {
                    var packings = new ArrayList<Map<String, Object>>();
                    packings.add(packing(Steps.required(units, product.unit()), 1, product.price()));
                    if (product.perBox() > 0) {
                        packings.add(packing(
                                Steps.required(units, "箱"),
                                product.perBox(),
                                (long) product.price() * product.perBox()));
                    }
                    erp.v3(
                            "store/product/add",
                            Map.of(
                                    "Title", product.name(),
                                    "Code", product.code(),
                                    "Model", product.model(),
                                    "Sort1", Steps.required(classes, product.productClass()),
                                    "CanOutStore", product.isService() ? "0" : "1",
                                    "Roles", "销售",
                                    "PriceMode", "1",
                                    "Unitjb", Steps.required(units, product.unit()),
                                    "PackingPrices", packings));
                });
    }

    private static Map<String, Object> packing(String unit, int ratio, long price) {
        return Map.of("Bm", 0, "Bl", ratio, "UnitID", unit, "Price2jy", price);
    }

    private Map<String, String> warehouses() {
        var known = new HashMap<String, String>();
        erp.whole("office/warehouse/list").forEach(row -> known.put(row.text("name"), row.text("id")));
        steps.eachMissing(
                "仓库 / Warehouses",
                SampleFirm.WAREHOUSES,
                SampleFirm.Warehouse::name,
                warehouse -> known.containsKey(warehouse.name()),
                known.size(),
                warehouse -> known.put(
                        warehouse.name(),
                        erp.quick("office/warehouse/add", Map.of("name", warehouse.name(), "code", warehouse.code()))
                                .text("id")));
        return known;
    }

    private void stock(Map<String, String> warehouses, Map<String, String> products) {
        var known = keys("office/stockin/list", "code");
        steps.each("库存 / Stock", SampleFirm.WAREHOUSES, warehouse -> {
            var code = "YL-RK-" + Steps.required(warehouses, warehouse.name());
            if (!known.contains(code)) {
                var lines = SampleFirm.PRODUCTS.stream()
                        .filter(product -> !product.isService())
                        .map(product -> Map.of(
                                "productid", Steps.required(products, product.code()),
                                "warehouseid", Steps.required(warehouses, warehouse.name()),
                                "num", warehouse.quantity(),
                                "price", product.price() * 6 / 10))
                        .toList();
                erp.quick(
                        "office/stockin/add",
                        Map.of(
                                "code",
                                code,
                                "title",
                                warehouse.name() + "期初入库",
                                "sort",
                                "采购入库",
                                "confirm",
                                1,
                                "lines",
                                lines));
            }
        });
    }

    /** The ids by name. */
    private Map<String, String> customers(Map<String, String> users) {
        var known = new HashMap<String, String>();
        var rows = erp.rows(CUSTOMER_LIST);
        rows.forEach(row -> known.putIfAbsent(row.text("name"), row.text("id")));
        var fields = Steps.byText(erp.get("admin/custom-fields"), "caption", "name");
        steps.eachMissing(
                "客户 / Customers",
                firm.customers(),
                Customer::name,
                customer -> known.containsKey(customer.name()),
                rows.size(),
                customer -> known.put(
                        customer.name(),
                        erp.quick("sales/customer/add", body(customer, users, fields))
                                .text("id")));
        return known;
    }

    private static Map<String, Object> body(Customer customer, Map<String, String> users, Map<String, String> fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", customer.name());
        body.put("telname", customer.shortName());
        body.put("sort", customer.isCompany() ? 1 : 2);
        body.put("source", customer.profile().source());
        body.put("linkman", customer.person());
        body.put("tel", customer.phone());
        body.put("mobile", customer.mobile());
        body.put("email", "contact" + customer.mobile() + "@example.com");
        body.put(
                "address",
                customer.profile().region() + "示例路"
                        + Integer.parseInt(customer.mobile().substring(7)) + "号");
        body.put(
                "charge",
                Steps.required(
                        users, SampleFirm.SALESPEOPLE.get(customer.owner()).login()));
        body.put("level", customer.profile().level());
        body.put("industry", customer.profile().industry());
        body.put("region", customer.profile().region());
        customer.customValues().forEach((caption, value) -> body.put(Steps.required(fields, caption), value));
        return body;
    }

    /** A second person of every fourth customer. */
    private void persons(Map<String, String> customers) {
        var chosen = new ArrayList<Integer>();
        for (var index = 0; index < firm.customers().size(); index += 4) {
            chosen.add(index);
        }
        steps.each("联系人 / Persons", chosen, index -> {
            var customer = customers.get(firm.customers().get(index).name());
            if (customer == null) {
                return; // reported with the customers
            }
            var name = SampleFirm.assistantOf(index);
            var listed =
                    erp.ov1("salesmanage/person/list?cmdkey=refresh", Map.of("company", customer, "person_name", name));
            var rows = listed.record("source").record("table").fields().get("rows");
            if (!(rows instanceof List<?> found) || found.isEmpty()) {
                erp.ov1(
                        "salesmanage/person/add?apihelptype=save",
                        Map.of(
                                "company",
                                customer,
                                "person_name",
                                name,
                                "job",
                                "采购",
                                "mobile",
                                SampleFirm.mobile(10_000 + index)));
            }
        });
    }

    /** One follow-up of the three in four customers that have none. */
    private void followUps() {
        var ways = Steps.ids(erp.get("admin/dictionaries/follow_up_way"), "text");
        var way = List.copyOf(ways.values()).stream().sorted().toList();
        var ours = firm.customers().stream().map(Customer::name).collect(Collectors.toSet());
        var open = erp.rows(CUSTOMER_LIST).reversed().stream()
                .filter(row -> ours.contains(row.text("name")))
                .filter(row -> Long.parseLong(row.text("id")) % 4 != 0)
                .filter(row -> row.text("lasttime").isEmpty())
                .toList();
        steps.each("跟进 / Follow-ups", open, row -> {
            var number = (int) Long.parseLong(row.text("id"));
            erp.ov1(
                    "systemmanage/reply?datatype=tel",
                    Map.of(
                            "ord", row.text("id"),
                            "intro", SampleFirm.FOLLOW_UPS.get(number % SampleFirm.FOLLOW_UPS.size()),
                            "sort", way.get(number % way.size()),
                            "plantype", "0"));
        });
    }

    /** Files one contact after the other: a delivery that is done before the next begins gives the customers their order. */
    private void contacts() throws InterruptedException {
        hub.importCsv(csv());
        var ids = hub.contacts("").stream()
                .sorted((one, other) -> Long.compare(Long.parseLong(one.id()), Long.parseLong(other.id())))
                .map(HubOverHttp.ContactRow::id)
                .toList();
        var filed = hub.contacts("&in_erp=true").stream()
                .map(HubOverHttp.ContactRow::id)
                .collect(Collectors.toSet());
        var bar = new ProgressBar(steps.out(), steps.terminal(), "微信联系人 / Contacts", SampleFirm.FILED_CONTACTS);
        for (var index = 0; index < SampleFirm.FILED_CONTACTS; index++) {
            var id = ids.get(index);
            if (!filed.contains(id)) {
                var kCode = hub.file(id).k_code();
                waitUntilInErp(kCode);
            }
            bar.show(index + 1L);
        }
        bar.end();
    }

    /** Goes on after {@link #MAX_DELIVERY_TIME}: a hub that delivers elsewhere, or later, only gives other ids. */
    private void waitUntilInErp(String kCode) throws InterruptedException {
        var deadline = System.nanoTime() + MAX_DELIVERY_TIME.toNanos();
        while (System.nanoTime() < deadline
                && hub.contacts("&in_erp=true&k_code=" + kCode).isEmpty()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private String csv() {
        var file = new StringWriter();
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("wx_id", "remark", "type", "confidence", "owner");
            firm.contacts()
                    .forEach(contact -> csv.writeRecord(
                            contact.wxId(),
                            contact.remark(),
                            contact.type(),
                            Integer.toString(contact.confidence()),
                            contact.owner()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toString();
    }

    private Set<String> keys(String list, String field) {
        return erp.rows(list).stream().map(row -> row.text(field)).collect(Collectors.toSet());
    }
}
