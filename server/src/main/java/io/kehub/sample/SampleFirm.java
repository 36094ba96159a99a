package io.kehub.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The data of the sample firm 重庆云岭充电设备有限公司. Everything is made up, by a fixed seed: names by composition, mobile
 * numbers in the range 154, which is not assigned, landlines that begin with 0, addresses of example.com.
 */
final class SampleFirm {

    record Department(String name, String parent, String purpose) {}

    /** @param role as {@code /api/admin/users} takes it */
    record Person(String login, String name, String role, String department) {}

    record CustomField(String caption, String type, List<String> options) {}

    /** @param parent empty for a class at the top */
    record ProductClass(String name, String parent) {}

    /** @param perBox how many are in a box; 0 if there is no box */
    record Product(String code, String name, String model, String productClass, String unit, int perBox, int price) {
        boolean isService() {
            return productClass.equals("技术服务");
        }
    }

    record Warehouse(String name, String code, int quantity) {}

    /**
     * A customer.
     *
     * @param owner index in {@link #SALESPEOPLE}
     * @param customValues by the captions of {@link #CUSTOM_FIELDS}
     */
    record Customer(
            String name,
            String shortName,
            boolean isCompany,
            String person,
            String phone,
            String mobile,
            int owner,
            Profile profile,
            Map<String, String> customValues) {}

    record Profile(String source, String level, String industry, String region) {}

    /** How far a contract has got; each state includes what leads to it. */
    enum Stage {
        RETURNED,
        WAITING,
        REFUSED,
        APPROVED,
        PARTLY_SHIPPED,
        SHIPPED,
        SETTLED,
        CLOSED
    }

    record ContractLine(Product product, int quantity) {}

    record Contract(String number, String title, Stage stage, int customer, String signedOn, List<ContractLine> lines) {
        String amountOf(int percent) {
            return "%d.00".formatted(amount() * percent / 100);
        }

        private long amount() {
            return lines.stream()
                    .mapToLong(line -> (long) line.quantity() * line.product().price())
                    .sum();
        }
    }

    /**
     * A stock document of {@link #EXAMPLE_PRODUCT}, with one line.
     *
     * @param kind as the paths of the quick dialect name it
     */
    record Document(String kind, String code, String title, int quantity, String batch, boolean isConfirmed) {}

    /** What the customers are for that the examples need. */
    enum Role {
        FIRST(0),
        PROTECTED(1),
        IN_POOL(2),
        DRAFTS(8),
        APPLIED_FOR(12),
        TO_REVIEW(-1);

        private final int customer;

        Role(int customer) {
            this.customer = customer;
        }

        /** Index of the customer; {@link #TO_REVIEW} is not one of {@link #customers()}. */
        int customer() {
            return customer;
        }
    }

    record Contact(String wxId, String remark, String type, int confidence, String owner) {}

    static final int CUSTOMERS = 200;
    static final int CONTRACTS = 3 * Stage.values().length;
    /** Index of the contract in force that has no stock-out, of the stage {@link Stage#APPROVED}. */
    static final int TO_DELIVER = 11;

    static final int CONTACTS = 40;
    static final int FILED_CONTACTS = 20;

    static final String TOP = "总公司";

    static final List<Department> DEPARTMENTS = List.of(
            new Department("销售部", TOP, "国内销售"),
            new Department("销售一部", "销售部", "西南区"),
            new Department("销售二部", "销售部", "华东区"),
            new Department("仓储部", TOP, "收发货与盘点"),
            new Department("财务部", TOP, "收款与开票"));

    static final List<Person> PEOPLE = List.of(
            new Person("linjing", "林静", "manager", "销售部"),
            new Person("zhaolei", "赵磊", "sales", "销售一部"),
            new Person("sunyue", "孙悦", "sales", "销售一部"),
            new Person("wuhao", "吴昊", "sales", "销售二部"),
            new Person("zhengke", "郑可", "sales", "销售二部"),
            new Person("qianduo", "钱朵", "warehouse", "仓储部"),
            new Person("heqing", "何清", "reader", "财务部"),
            new Person("tangwei", "唐薇", "administrator", TOP),
            new Person("zhoutong", "周彤", "reader", "销售一部"),
            new Person("chenli", "陈力", "reader", "财务部"));

    static final List<Person> SALESPEOPLE =
            PEOPLE.stream().filter(person -> person.role().equals("sales")).toList();

    static final List<String> SETTLEMENTS = List.of("月结", "现结", "预付");

    static final List<CustomField> CUSTOM_FIELDS = List.of(
            new CustomField("年采购预算", "number", List.of()),
            new CustomField("首次合作日期", "date", List.of()),
            new CustomField("结算方式", "choice", SETTLEMENTS));

    static final List<ProductClass> CLASSES = List.of(
            new ProductClass("充电设备", ""),
            new ProductClass("交流充电桩", "充电设备"),
            new ProductClass("直流充电桩", "充电设备"),
            new ProductClass("储能设备", ""),
            new ProductClass("线缆附件", ""),
            new ProductClass("技术服务", ""));

    static final List<Product> PRODUCTS = List.of(
            new Product("YL-CP-7", "交流充电桩", "7kW", "交流充电桩", "台", 0, 1580),
            new Product("YL-CP-11", "交流充电桩", "11kW", "交流充电桩", "台", 0, 2180),
            new Product("YL-CP-22", "交流充电桩", "22kW", "交流充电桩", "台", 0, 3260),
            new Product("YL-DC-30", "直流充电桩", "30kW", "直流充电桩", "台", 0, 18600),
            new Product("YL-DC-60", "直流充电桩", "60kW", "直流充电桩", "台", 0, 29800),
            new Product("YL-DC-120", "直流充电桩", "120kW", "直流充电桩", "台", 0, 46500),
            new Product("YL-DC-240", "分体式直流充电堆", "240kW", "直流充电桩", "套", 0, 98000),
            new Product("YL-ES-5", "户用储能柜", "5kWh", "储能设备", "台", 0, 9800),
            new Product("YL-ES-100", "工商业储能柜", "100kWh", "储能设备", "套", 0, 128000),
            new Product("YL-BAT-1", "储能电池模组", "48V100Ah", "储能设备", "个", 4, 3200),
            new Product("YL-GUN-16", "充电枪", "16A", "线缆附件", "个", 10, 260),
            new Product("YL-GUN-32", "充电枪", "32A", "线缆附件", "个", 10, 320),
            new Product("YL-GUN-250", "直流充电枪", "250A", "线缆附件", "个", 2, 2100),
            new Product("YL-CAB-5", "充电线缆", "5米", "线缆附件", "个", 12, 180),
            new Product("YL-CAB-10", "充电线缆", "10米", "线缆附件", "个", 6, 310),
            new Product("YL-BOX-1", "壁挂安装箱", "标准型", "线缆附件", "个", 8, 150),
            new Product("YL-CARD", "充电刷卡", "M1", "线缆附件", "个", 100, 8),
            new Product("YL-SV-INST", "安装调试服务", "", "技术服务", "个", 0, 1200),
            new Product("YL-SV-YEAR", "年度维保服务", "", "技术服务", "个", 0, 3600));

    /** The product of the examples, with a box. */
    static final Product EXAMPLE_PRODUCT = new Product("CP-120", "直流充电桩", "120kW", "直流充电桩", "个", 12, 36000);

    static final String MAIN_WAREHOUSE = "主仓库";

    static final List<Warehouse> WAREHOUSES = List.of(
            new Warehouse(MAIN_WAREHOUSE, "", 500),
            new Warehouse("渝北成品仓", "YB", 120),
            new Warehouse("江津备件仓", "JJ", 60));

    static final List<Document> DOCUMENTS = List.of(
            new Document("stockin", "YL-SL-RK-1", "示例库存", 100, "B1", true),
            new Document("stockin", "YL-SL-RK-2", "待确认的入库", 10, "B1", false),
            new Document("stockin", "YL-SL-RK-3", "待确认的入库", 10, "B1", false),
            new Document("stockin", "YL-SL-RK-4", "待改成本的入库", 10, "B1", false),
            new Document("stockin", "YL-SL-RK-5", "可以冲销的入库", 10, "B3", true),
            new Document("stockout", "YL-SL-CK-1", "待确认的出库", 2, "B1", false),
            new Document("stockout", "YL-SL-CK-2", "待确认的出库", 2, "B1", false),
            new Document("stockout", "YL-SL-CK-3", "可以冲销的出库", 2, "B1", true),
            new Document("adjustment", "YL-SL-PD-1", "待确认的盘点", 1, "B1", false),
            new Document("adjustment", "YL-SL-PD-2", "可以冲销的盘点", 1, "B1", true));

    static final List<Role> ROLES = List.of(Role.values());

    /** A customer that waits for its review. */
    static final String TO_REVIEW = "重庆待审示例科技有限公司";

    static final List<String> FOLLOW_UPS = List.of(
            "电话沟通了需求，客户要一份报价", "上门看了场地，配电容量足够", "发送了产品资料与案例", "客户在比较三家报价，下周答复", "确认了安装时间，等待合同用印", "回访使用情况，设备运行正常");

    private static final String SURNAMES = "王李张刘陈杨黄周吴徐孙马朱胡郭何林高罗郑";
    private static final String GIVEN = "安宁晓明思远佳怡子涵文博雨桐嘉豪静雯志强丽华建国海燕";
    private static final String FIRST = "云晨山江星海嘉瑞锦恒景远鸿泽禾青望启承朗";
    private static final String SECOND = "岭曦川屿原澜禾翎程峰木野舟桥信帆达图野畔";
    private static final List<String> REGIONS = List.of("重庆", "四川", "贵州", "云南", "湖北", "浙江", "江苏", "上海");
    private static final List<String> TRADES = List.of("物业", "能源", "汽车服务", "停车", "酒店", "物流", "置业", "公交", "机电", "科技");
    private static final List<String> FORMS = List.of("有限公司", "有限责任公司", "股份有限公司");
    private static final List<String> SOURCES = List.of("微信", "网络", "电话", "展会", "老客户介绍", "线下拜访", "");
    private static final List<String> LEVELS = List.of("潜在客户", "普通", "重点客户", "VIP");
    private static final List<String> INDUSTRIES = List.of("制造业", "建筑业", "交通运输", "信息技术", "餐饮住宿", "其他行业");
    private static final List<String> TYPES = List.of("customer", "lead", "unknown");

    private final List<Customer> customers;
    private final List<Contract> contracts;
    private final List<Contact> contacts;

    SampleFirm() {
        var chance = new SplittableRandom(3208);
        customers = customers(chance);
        contracts = contracts(chance);
        contacts = contacts(chance);
    }

    /** {@link #PRODUCTS}, and last {@link #EXAMPLE_PRODUCT}. */
    static List<Product> allProducts() {
        return Stream.concat(PRODUCTS.stream(), Stream.of(EXAMPLE_PRODUCT)).toList();
    }

    List<Customer> customers() {
        return customers;
    }

    List<Contract> contracts() {
        return contracts;
    }

    List<Contact> contacts() {
        return contacts;
    }

    private static List<Customer> customers(SplittableRandom chance) {
        var made = new ArrayList<Customer>();
        var names = new HashSet<String>();
        while (made.size() < CUSTOMERS) {
            var number = made.size() + 1;
            var isCompany = number % 7 != 0;
            var person = personName(chance);
            var region = one(chance, REGIONS);
            var shortName = isCompany ? firmName(chance) : person;
            var trade = one(chance, TRADES);
            var name = isCompany ? region + shortName + trade + one(chance, FORMS) : person;
            if (!names.add(name)) {
                continue;
            }
            made.add(new Customer(
                    name,
                    isCompany ? shortName + trade : "",
                    isCompany,
                    person,
                    isCompany ? "023-0%07d".formatted(number) : "",
                    mobile(number),
                    (number - 1) % SALESPEOPLE.size(),
                    new Profile(
                            one(chance, SOURCES),
                            one(chance, LEVELS),
                            isCompany ? one(chance, INDUSTRIES) : "",
                            region),
                    Map.of(
                            "年采购预算", Integer.toString(10_000 * (1 + chance.nextInt(80))),
                            "首次合作日期", "2024-%02d-%02d".formatted(1 + chance.nextInt(12), 1 + chance.nextInt(28)),
                            "结算方式", one(chance, SETTLEMENTS))));
        }
        return List.copyOf(made);
    }

    private static List<Contract> contracts(SplittableRandom chance) {
        var made = new ArrayList<Contract>();
        for (var number = 0; number < CONTRACTS; number++) {
            var goods = PRODUCTS.get(chance.nextInt(PRODUCTS.size() - 2));
            var accessory = PRODUCTS.get((PRODUCTS.indexOf(goods) + 3) % (PRODUCTS.size() - 2));
            var stage = Stage.values()[number % Stage.values().length];
            made.add(new Contract(
                    "YL-2025-%03d".formatted(number + 1),
                    goods.name() + "供货合同",
                    stage,
                    number * 5,
                    "2025-%02d-%02d".formatted(1 + number / 4, 1 + number % 4 * 7),
                    List.of(
                            new ContractLine(goods, 2 * (1 + chance.nextInt(5))),
                            new ContractLine(accessory, 2 * (1 + chance.nextInt(5))))));
        }
        return List.copyOf(made);
    }

    private static List<Contact> contacts(SplittableRandom chance) {
        var made = new ArrayList<Contact>();
        for (var number = 1; number <= CONTACTS; number++) {
            made.add(new Contact(
                    "wxid_sample_%04d".formatted(number),
                    one(chance, REGIONS) + firmName(chance) + one(chance, TRADES) + "-" + personName(chance),
                    number <= FILED_CONTACTS ? "customer" : one(chance, TYPES),
                    50 + chance.nextInt(50),
                    SALESPEOPLE.get(number % SALESPEOPLE.size()).name()));
        }
        return List.copyOf(made);
    }

    /** A second person of a customer. */
    static String assistantOf(int customer) {
        return SURNAMES.charAt(customer % SURNAMES.length()) + "助理";
    }

    /** A number in the range 154, which no operator has. */
    static String mobile(int number) {
        return "154%08d".formatted(number);
    }

    private static String firmName(SplittableRandom chance) {
        return "" + one(chance, FIRST) + one(chance, SECOND);
    }

    private static String personName(SplittableRandom chance) {
        return "" + one(chance, SURNAMES) + one(chance, GIVEN) + one(chance, GIVEN);
    }

    private static <T> T one(SplittableRandom chance, List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    private static char one(SplittableRandom chance, String all) {
        return all.charAt(chance.nextInt(all.length()));
    }
}
