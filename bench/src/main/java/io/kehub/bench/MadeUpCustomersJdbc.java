package io.kehub.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntConsumer;

/** Fills the embedded database with customers whose names are composed, the same at every run. */
final class MadeUpCustomersJdbc implements AutoCloseable {

    private static final int STATEMENT_HOLDS = 10_000;

    private static final String USERS = """
            insert into erp_user (login, login_folded, name, role, enabled, created_at)
            select 'sales' || number, 'sales' || number, '销售' || number, 'SALES', true, now()
            from generate_series(1, 8) as number
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

    private final Connection connection;

    MadeUpCustomersJdbc(KeHubProcess.Database database) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/kehub?sslmode=disable".formatted(database.port()),
                database.user(),
                database.password());
    }

    /**
     * Loads so many customers, ten thousand with each statement.
     *
     * @param progress told how many there are, after each statement
     */
    void load(int customers, IntConsumer progress) throws SQLException {
        execute(USERS);
        // made again after loading: row by row takes four times as long as all at once
        var grams = text("select pg_get_indexdef('customer_by_grams'::regclass)");
        execute("drop index customer_by_grams");
        try (var insert = connection.prepareStatement(CUSTOMERS)) {
            for (var first = 1; first <= customers; first += STATEMENT_HOLDS) {
                var last = Math.min(customers, first + STATEMENT_HOLDS - 1);
                insert.setInt(1, first);
                insert.setInt(2, last);
                insert.executeUpdate();
                progress.accept(last);
            }
        }
        execute(grams);
    }

    /** To be called when everything is written, so that the planner knows what there is. */
    void vacuum() throws SQLException {
        execute("vacuum analyze");
    }

    /** How many changes of counts wait to be merged by the program. */
    int countsNotMerged() throws SQLException {
        return Integer.parseInt(text("select count(*) from customer_count_change"));
    }

    /** Runs a script once; how many customers its last statement that reads finds in all. */
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
            number = first.equals("total") ? rows.getLong(1) : number + 1;
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
