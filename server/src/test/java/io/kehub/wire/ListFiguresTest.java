package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.contract.ContractFilter;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.AdvancedCustomerFilter;
import io.kehub.erp.customer.AdvancedCustomerFilter.Text;
import io.kehub.erp.customer.ContactPersonFilter;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.Customers;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures migrations and lists at a large number of customers and prints a table for ADR 12. Runs only with
 * {@code -Dfigures.customers=1000000}; the database is gone afterwards.
 */
@EnabledIfSystemProperty(named = "figures.customers", matches = "[0-9]+")
class ListFiguresTest {

    private static final int CUSTOMERS = Integer.getInteger("figures.customers", 0);
    private static final int CONTRACTS = CUSTOMERS / 5;
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private final List<String> table = new ArrayList<>();

    @Test
    void everyListIsAnsweredWithinSeconds() {
        var world = new TradeWorld();
        try {
            var boss = world.user("boss", Role.ADMINISTRATOR);
            var seller = world.user("seller", Role.SALES);
            load(world.server().part(JdbcClient.class), boss, seller);
            world.customer("合并计数", boss);
            lists(world, AccessScope.everything(boss), "");
            lists(world, AccessScope.own(seller), "own: ");
        } finally {
            world.close();
        }
        System.out.println(String.join("\n", table));
    }

    private void load(JdbcClient jdbc, UserId boss, UserId seller) {
        jdbc.sql("alter table customer drop column wide_text").update();
        jdbc.sql("alter table customer_person drop column wide_text").update();
        jdbc.sql("""
                        drop index customer_by_grams, customer_person_by_grams, contract_by_grams, customer_by_name, customer_person_by_added_time,
                          customer_person_by_name""").update();
        measured(
                "load customers",
                () -> jdbc.sql("""
                        insert into customer (
                          name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level,
                          industry, scale, region, website, fax, postcode, k_code, profile, owner, added_by, added_at,
                          reviewed)
                        select
                          region || word || trade || '有限公司', word, 1 + (hash % 4) / 3, source, surname || '经理',
                          '023-' || 60000000 + number, 13000000000 + hash, 'k' || number || '@example.com',
                          region || '市解放路' || hash % 500 || '号',
                          case when number % 3 = 0 then '来自微信客户中台' else '' end, '普通', trade, '50人以下', region,
                          'www.k' || number || '.example', '023-' || 70000000 + number, 400000 + number % 9999,
                          'K' || number, jsonb_build_object('PINYIN', 'py' || hash % 10000, 'PROGRESS', '报价中'),
                          case when number % 50 = 0 then cast(:seller as bigint) else :boss end, :boss,
                          timestamptz '2024-01-01 00:00:00Z' + number * interval '20 seconds', number % 50 > 0
                        from generate_series(1, :customers) as number
                        cross join lateral (select abs(hashint4(number)) as hash)
                        cross join lateral (
                          select
                            (array['重庆', '北京', '上海', '成都', '广州', '深圳', '武汉', '西安'])[1 + (hash >> 3) % 8] as region,
                            (array['科技', '贸易', '机械', '食品', '建材', '物流', '电子', '医药'])[1 + (hash >> 6) % 8] as trade,
                            (array['微信', '网络', '电话', '展会', ''])[1 + (hash >> 9) % 5] as source,
                            substr('张王李赵陈杨周吴', 1 + (hash >> 12) % 8, 1) as surname,
                            chr(19968 + (hash >> 4) % 3000) || chr(19968 + (hash >> 13) % 3000) as word)""")
                        .param("customers", CUSTOMERS)
                        .param("seller", seller.value())
                        .param("boss", boss.value())
                        .update());
        measured("load persons", () -> jdbc.sql("""
                        insert into customer_person (
                          customer, main, name, phone, mobile, email, fax, fields, added_by, added_at)
                        select id, true, contact_person, phone, mobile, email, fax,
                          jsonb_build_object('JOB', (array['经理', '采购', '会计'])[1 + id % 3], 'QQ', 100000 + id), added_by, added_at
                        from customer""").update());
        measured(
                "load contracts",
                () -> jdbc.sql("""
                        insert into contract (
                          number, title, customer, owner, category, state, currency, signed_on, starts_on, ends_on, counterpart,
                          summary, payment, delivery_address, remark, freight, total, concession, amount, tax, base_quantity,
                          approval, added_by, added_at)
                        select 'HT' || made.number, '第 ' || made.number || ' 份供货合同', c.id, c.owner, '产品销售', '生效执行中', '人民币',
                          date '2024-01-01' + made.number % 700, date '2024-01-01' + made.number % 700, date '2025-01-01' + made.number % 700,
                          '', '', '', '', '', 0, 100 + made.number % 10000, 0, 100 + made.number % 10000, 0, 1,
                          case when made.number % 5 = 0 then 'PENDING' else 'APPROVED' end, c.owner,
                          timestamptz '2024-01-01 00:00:00Z' + made.number * interval '1 minute'
                        from generate_series(1, :contracts) as made (number)
                        join customer c on c.id = 10001 + (made.number * 7) % :customers""")
                        .param("contracts", CONTRACTS)
                        .param("customers", CUSTOMERS)
                        .update());
        measured("V270, without its index of n-grams", () -> migrate(jdbc, "customer/V270__search_k_code.sql"));
        measured("V270, the index of n-grams", () -> jdbc.sql("""
                create index customer_by_grams on customer using gin (text_ngrams(search_text)) with (fastupdate = off)""").update());
        measured(
                "indexes of n-grams of persons and contracts",
                () -> jdbc.sql("""
                        create index customer_person_by_grams on customer_person using gin (text_ngrams(search_text))
                          with (fastupdate = off);
                        create index contract_by_grams on contract using gin (text_ngrams(search_text)) with (fastupdate = off)""").update());
        measured("V290", () -> migrate(jdbc, "customer/V290__wide_search.sql"));
        measured("vacuum analyze", () -> jdbc.sql("vacuum analyze").update());
        for (var size :
                List.of("customer", "customer_by_grams", "customer_by_wide_ngrams", "customer_person", "contract")) {
            table.add("| size of " + size + " | "
                    + jdbc.sql("select pg_size_pretty(pg_relation_size(cast(:name as regclass)))")
                            .param("name", size)
                            .query(String.class)
                            .single()
                    + " | |");
        }
    }

    private static int migrate(JdbcClient jdbc, String file) {
        try {
            return jdbc.sql(Files.readString(MIGRATIONS.resolve(file))).update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measured(String what, Supplier<Integer> work) {
        var begun = System.nanoTime();
        var unused = work.get();
        table.add(String.format(Locale.ROOT, "| %s | | %.1f s |", what, (System.nanoTime() - begun) / 1e9));
        System.out.println(table.getLast());
    }

    private void lists(TradeWorld world, AccessScope scope, String prefix) {
        var customers = world.server().part(Customers.class);
        for (var page : pages("name", "addedAt", "phone", "address")) {
            list(prefix + "customers " + page, () -> customers.list(CustomerFilter.all(), scope, page));
        }
        for (var text : Map.of(
                        Text.FAX, "70012345",
                        Text.WEBSITE, "k12345.",
                        Text.POSTCODE, "401234",
                        Text.PINYIN, "py1234",
                        Text.ADDRESS, "解放路123号",
                        Text.ANYWHERE, "重庆机械")
                .entrySet()) {
            var filter = new CustomerFilter(
                    "",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    AdvancedCustomerFilter.NONE.with(text.getKey(), text.getValue()));
            list(prefix + "customers, " + text, () -> customers.list(filter, scope, new PageRequest(1, 20)));
        }
        var searched = new CustomerFilter(
                "", null, null, null, null, null, null, AdvancedCustomerFilter.NONE.with(Text.ANYWHERE, "报价中"));
        list(
                prefix + "customers, ANYWHERE=报价中, found in all",
                () -> customers.list(searched, scope, new PageRequest(1, 20)));
        var persons = world.server().part(ContactPersons.class);
        var all = new ContactPersonFilter(Map.of(), List.of(), null, Map.of(), null, null);
        for (var page : pages("name", "addedAt", "mobile")) {
            list(prefix + "persons " + page, () -> persons.list(all, scope, page));
        }
        for (var text : Map.of(
                        ContactPersonFilter.Text.KEYWORD, "13912345",
                        ContactPersonFilter.Text.QQ, "123456",
                        ContactPersonFilter.Text.FAX, "70012345",
                        ContactPersonFilter.Text.JOB, "会计",
                        ContactPersonFilter.Text.CUSTOMER_NAME, "重庆")
                .entrySet()) {
            var filter = new ContactPersonFilter(
                    Map.of(text.getKey(), text.getValue()), List.of(), null, Map.of(), null, null);
            list(prefix + "persons, " + text, () -> persons.list(filter, scope, new PageRequest(1, 20)));
        }
        var contracts = world.server().part(Contracts.class);
        for (var page : pages("number", "amount", "signedOn", "endsOn", "customerName")) {
            list(prefix + "contracts " + page, () -> contracts.list(ContractFilter.ALL, scope, page));
        }
        for (var keyword : List.of("HT4321", "重庆", "人民币")) {
            var filter = ContractFilter.ALL.with(ContractFilter.Text.ANYWHERE, keyword);
            list(
                    prefix + "contracts, ANYWHERE=" + keyword,
                    () -> contracts.list(filter, scope, new PageRequest(1, 20)));
        }
    }

    private static List<PageRequest> pages(String... columns) {
        var pages = new ArrayList<PageRequest>();
        pages.add(new PageRequest(1, 20));
        pages.add(new PageRequest(2_500, 20));
        for (var column : columns) {
            pages.add(new PageRequest(1, 20).sortedBy(new Sort(column, false)));
            pages.add(new PageRequest(2_500, 20).sortedBy(new Sort(column, true)));
        }
        return pages;
    }

    /** The fastest of three, because the machine may have other work. */
    private void list(String what, Supplier<? extends Page<?>> list) {
        var fastest = Long.MAX_VALUE;
        var total = 0L;
        for (var number = 0; number < 3 && (number == 0 || fastest < 2_000_000_000L); number++) {
            var begun = System.nanoTime();
            total = list.get().total();
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        table.add(String.format(Locale.ROOT, "| %s | %,d | %.1f ms |", what, total, fastest / 1e6));
        System.out.println(table.getLast());
        assertThat(fastest).as(what).isLessThan(20_000_000_000L);
    }
}
