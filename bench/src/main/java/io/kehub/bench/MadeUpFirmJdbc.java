package io.kehub.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntConsumer;

/** Fills the embedded database with a firm whose customers, products, stock and contracts are the same at every run. */
final class MadeUpFirmJdbc implements AutoCloseable {

    private static final int STATEMENT_HOLDS = 10_000;
    private static final int WAREHOUSES_IN_ALL = 20;
    private static final int FIRST_PRODUCT = 1_001;
    private static final int FIRST_CONTRACT = 50_001;

    /** The first of eight sales users; created through the program, because the bench signs in as this user. */
    static final String SELLER = "sales1";

    private static final String USERS = """
            insert into erp_user (login, name, role, enabled, created_at)
            select 'sales' || number, '销售' || number, 'SALES', true, now()
            from generate_series(2, 8) as number
            """;

    /** A name is region, word and trade: 1,024 words in 8 regions and 8 trades. Each value has bits of the hash of its own. */
    private static final String CUSTOMERS = """
            insert into customer (
              name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level, industry,
              scale, region, website, fax, postcode, k_code, owner, added_by, added_at, reviewed)
            select
              region || word || trade || '有限公司', word, case when hash >> 3 & 3 = 0 then 2 else 1 end, source,
              surname || '经理', '023-' || 60000000 + number, 13000000000 + (hash >> 20) % 1000000000,
              'k' || number || '@example.com', region || '市解放路' || hash % 500 || '号',
              case when hash % 3 = 0 then 'K编码: K' || number || ', 置信度: ' || 50 + hash % 50 else '' end,
              '普通', trade, '50人以下', region, '', '', '400000', 'K' || number,
              owners.ids[1 + (hash >> 5 & 7)], owners.ids[1],
              timestamptz '2024-01-01 00:00:00Z' + number * interval '20 seconds', hash % 50 > 0
            from (select array_agg(id order by id) as ids from erp_user where login like 'sales%') as owners
            cross join generate_series(?, ?) as number
            cross join lateral (select hashint8extended(number, 0) & 9223372036854775807 as hash) as drawn
            cross join lateral (
              select
                (array['重庆', '北京', '上海', '成都', '广州', '深圳', '武汉', '西安'])[1 + (hash >> 8 & 7)] as region,
                (array['科技', '贸易', '机械', '食品', '建材', '物流', '电子', '医药'])[1 + (hash >> 11 & 7)] as trade,
                (array['微信', '微信', '微信', '网络', '网络', '电话', '展会', ''])[1 + (hash >> 14 & 7)] as source,
                substr('张王李赵陈杨周吴', (1 + (hash >> 17 & 7))::int, 1) as surname,
                substr('云海天龙金华永安宏泰恒丰瑞祥嘉禾德信诚达顺昌盛隆兴旺福康宁远中凯', (1 + (hash >> 40 & 31))::int, 1)
                  || substr('帆峰源川锦程创越耀辉腾飞翔宇晨曦岚松柏林溪石原野岭湾桥港城楼阁园', (1 + (hash >> 45 & 31))::int, 1)
                  as word) as composed
            """;

    private static final String WAREHOUSES = """
            insert into warehouse (parent, name, code, remark)
            select null, '仓库' || number, '', ''
            from generate_series(2, %d) as number
            """.formatted(WAREHOUSES_IN_ALL);

    private static final String CLASSES = """
            insert into product_class (parent, name)
            select null, '分类' || number from generate_series(1, 50) as number
            """;

    private static final String PRODUCTS = """
            insert into product (name, code, model, class, added_by, added_at)
            select
              (array['直流', '交流', '便携', '立式', '壁挂', '车载', '户外', '智能'])[1 + (hash >> 3 & 7)]
                || (array['充电桩', '充电枪', '电池组', '逆变器', '配电柜', '电缆', '断路器', '仪表'])[1 + (hash >> 6 & 7)],
              'P' || number, (hash >> 9 & 255) || 'kW', 1 + (hash >> 17) % 51,
              (select min(id) from erp_user where login like 'sales%'),
              timestamptz '2024-01-01 00:00:00Z' + number * interval '1 minute'
            from generate_series(?, ?) as number
            cross join lateral (select hashint8extended(number, 1) & 9223372036854775807 as hash) as drawn
            """;

    private static final String UNITS = """
            insert into product_unit (
              product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
              suggested_sale_price, lowest_sale_price)
            select id, (select min(id) from dictionary_entry where dictionary = 'PRODUCT_UNIT'), 1, true, '', 0, 0, 99.5, 0
            from product
            where not exists (select from product_unit where product = product.id)
            """;

    private static final String BATCHES =
            "insert into stock_batch (product, batch) select id, 'B' || id % 100 from product where id between ? and ?";

    private static final String STOCK = """
            insert into stock (product, warehouse, batch, quantity)
            select p.id, w.id, 'B' || p.id % 100, 1 + (p.id * w.id) % 1000
            from product p cross join warehouse w
            where p.id between ? and ?
            """;

    private static final String WAREHOUSE_SUMS = """
            insert into warehouse_stock (warehouse, product, quantity)
            select warehouse, product, sum(quantity) from stock group by 1, 2
            """;

    private static final String SUMS = """
            insert into product_stock (product, quantity)
            select product, sum(quantity) from stock group by product
            """;

    /** The customers' ids are dense, and every fifth contract waits for approval. */
    private static final String CONTRACTS = """
            insert into contract (
              number, title, customer, owner, category, state, currency, signed_on, starts_on, counterpart, summary,
              payment, delivery_address, remark, freight, total, concession, amount, tax, base_quantity, approval,
              added_by, added_at)
            select
              'HT' || made.number, '第 ' || made.number || ' 份供货合同', c.id, c.owner, '产品销售', '生效执行中', '人民币',
              date '2024-01-01' + made.number %% 700, date '2024-01-01' + made.number %% 700, '', '', '', '', '', 0,
              100 + made.number %% 10000, 0, 100 + made.number %% 10000, 0, 1,
              case when made.number %% 5 = 0 then 'PENDING' else 'APPROVED' end, c.owner,
              timestamptz '2024-01-01 00:00:00Z' + made.number * interval '1 minute'
            from generate_series(?, ?) as made (number)
            join customer c on c.id = 10001 + (made.number * 7) %% %d
            """;

    private static final String LINES = """
            with lines as (
              insert into contract_line (
                contract, product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate, total,
                concession, amount, tax, remark)
              select id, 1001 + id % (select count(*) from product), (select min(id) from dictionary_entry
                where dictionary = 'PRODUCT_UNIT'), 1, 1, amount, 1, true, 0, amount, 0, amount, 0, ''
              from contract
              where id between ? and ?
              returning id, contract, product)
            insert into stock_reservation (source_kind, source_id, line, product, promised)
            select 'CONTRACT', contract, id, product, 1 from lines
            """;

    private final Connection connection;

    MadeUpFirmJdbc(KeHubProcess.Database database) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/kehub?sslmode=disable".formatted(database.port()),
                database.user(),
                database.password());
    }

    /**
     * Loads customers, 10,000 per statement.
     *
     * @param progress receives the number loaded so far after each statement
     */
    void loadCustomers(int customers, IntConsumer progress) throws SQLException {
        execute(USERS);
        withoutGrams("customer_by_grams", () -> inParts(CUSTOMERS, 1, customers, progress));
    }

    /** Loads products, each with stock of one batch in 20 warehouses. */
    void loadProducts(int products, IntConsumer progress) throws SQLException {
        execute(WAREHOUSES);
        execute(CLASSES);
        withoutGrams("product_by_grams", () -> inParts(PRODUCTS, 1, products, made -> {}));
        execute(UNITS);
        inParts(BATCHES, FIRST_PRODUCT, products, made -> {});
        inParts(STOCK, FIRST_PRODUCT, products, progress);
        execute(WAREHOUSE_SUMS);
        execute(SUMS);
    }

    /** Loads contracts with one line each, distributed over the customers. */
    void loadContracts(int contracts, int customers, IntConsumer progress) throws SQLException {
        withoutGrams("contract_by_grams", () -> inParts(CONTRACTS.formatted(customers), 1, contracts, made -> {}));
        inParts(LINES, FIRST_CONTRACT, contracts, progress);
    }

    private interface Loading {
        void load() throws SQLException;
    }

    /** Rebuilds the index after loading, which takes a quarter of the time of maintaining it row by row. */
    private void withoutGrams(String index, Loading loading) throws SQLException {
        var definition = text("select pg_get_indexdef('" + index + "'::regclass)");
        execute("drop index " + index);
        loading.load();
        execute(definition);
    }

    private void inParts(String sql, int start, int count, IntConsumer progress) throws SQLException {
        try (var insert = connection.prepareStatement(sql)) {
            for (var done = 0; done < count; done += STATEMENT_HOLDS) {
                var last = Math.min(count, done + STATEMENT_HOLDS);
                insert.setInt(1, start + done);
                insert.setInt(2, start + last - 1);
                insert.executeUpdate();
                progress.accept(last);
            }
        }
    }

    /** Call after loading; updates the planner's statistics. */
    void vacuum() throws SQLException {
        execute("vacuum analyze");
    }

    /** Number of count changes that the program has not merged yet. */
    int countsNotMerged() throws SQLException {
        return Integer.parseInt(text("select count(*) from customer_count_change"));
    }

    /** Runs a script once and returns the total that its last query reports. */
    long found(String script) throws SQLException {
        var found = 0L;
        try (var statement = connection.createStatement()) {
            var isRows = statement.execute(script);
            while (isRows || statement.getUpdateCount() >= 0) {
                if (isRows) {
                    found = found(statement.getResultSet());
                }
                isRows = statement.getMoreResults();
            }
        }
        return found;
    }

    private static long found(ResultSet rows) throws SQLException {
        var first = rows.getMetaData().getColumnLabel(1);
        var number = 0L;
        while (rows.next()) {
            number = first.startsWith("total") ? rows.getLong(1) : number + 1;
        }
        return number;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
