package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The native lists are sorted by the columns that they answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListSortTest {

    private static final String CUSTOMERS = "salesmanage/custom/list.asp";
    private static final String PERSONS = "salesmanage/person/list.asp";
    private static final String CONTRACTS = "salesmanage/contract/billlist.asp";
    private static final String POOL = "salesmanage/custom/list.asp?stype=1&remind=147";

    private final TradeWorld world = new TradeWorld();
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private final CustomerId customer = world.customer("合同客户", boss);
    private final ProductId product = world.product("产品", "P1", new ProductClassId(1), boss);
    private final NativeCaller caller = NativeCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
    private final Random random = new Random(7);
    private int made;

    @BeforeAll
    void fill() {
        for (var number = 0; number < 14; number++) {
            add(CUSTOMERS);
            add(CONTRACTS);
        }
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private void add(String list) {
        made++;
        if (list.equals(CONTRACTS)) {
            world.contract(
                    "HT-" + random.nextInt(1_000_000, 9_999_999),
                    customer,
                    boss,
                    product,
                    "1",
                    "" + random.nextInt(1, 20));
        } else {
            addCustomer();
        }
    }

    /** And its contact person. */
    private void addCustomer() {
        var fields = new HashMap<String, Object>(Map.of(
                "sort2",
                1,
                "name",
                List.of("甲", "乙", "丙", "丁", "a", "B", "c").get(random.nextInt(7)) + " " + made,
                "sort",
                "普通",
                "sort1",
                "报价中",
                "person_name",
                List.of("张", "李", "王").get(random.nextInt(3)),
                "job",
                List.of("经理", "", "采购").get(random.nextInt(3)),
                "phone",
                "0" + random.nextInt(100, 120) + "-6000000" + random.nextInt(3),
                "fax",
                random.nextInt(2) == 0 ? "" : "0755-" + random.nextInt(10_000, 99_999)));
        fields.put("zip", List.of("", "518000", "100000").get(random.nextInt(3)));
        assertThat(caller.v3("sales/customer/add", fields).path("Code").intValue(-1))
                .isEqualTo(200);
    }

    private JsonNode page(String list, String sort, int index, int size) {
        return caller.ov1(list, "refresh", Map.of("_rpt_sort", sort, "pageindex", index, "pagesize", size));
    }

    private static List<String> columns(JsonNode answer) {
        return answer.at("/body/source/table/cols")
                .valueStream()
                .map(column -> column.path("id").stringValue(""))
                .toList();
    }

    private List<List<String>> rows(String list, String sort, int index, int size) {
        var answer = page(list, sort, index, size);
        assertThat(answer.at("/header/status").intValue(-1))
                .as("%s %s", sort, answer)
                .isZero();
        return NativeCaller.rows(answer).stream()
                .map(row -> row.valueStream().map(JsonNode::asString).toList())
                .toList();
    }

    private static List<String> refused(JsonNode answer) {
        return answer.at("/body/message/data/errors")
                .valueStream()
                .map(error -> error.path("field").stringValue("") + " "
                        + error.path("allowed").stringValue(""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMERS, POOL, PERSONS, CONTRACTS})
    void everyAnsweredColumnSortsOrIsRefusedWithTheColumnsThatDo(String list) {
        var columns = columns(page(list, "", 1, 1));
        var sorted = new ArrayList<String>();
        for (var column : columns) {
            var answer = page(list, column, 1, 500);
            if (answer.at("/header/status").intValue(-1) == 0) {
                sorted.add(column);
            } else {
                assertThat(refused(answer)).singleElement().asString().startsWith("_rpt_sort ");
            }
        }
        var allowed = refused(page(list, "no_such_column", 1, 1)).getFirst();

        assertThat(sorted).hasSizeGreaterThan(columns.size() * 2 / 3);
        assertThat(sorted).allSatisfy(column -> assertThat(allowed).contains(column));
        for (var refused : List.of("-", "--name", "99", "-99", "1.5", "name,ord", "name;drop table customer", "名称")) {
            assertThat(refused(page(list, refused, 1, 1)))
                    .as(refused)
                    .singleElement()
                    .asString()
                    .startsWith("_rpt_sort");
        }
    }

    @ParameterizedTest
    @CsvSource({
        CUSTOMERS + ", phone zip fax date1 personname personjob khid sortname",
        PERSONS + ", person_name name job phone fax date1",
        CONTRACTS + ", htid khmc dateQD dateKS dateZZ htbz htfl"
    })
    void aColumnSortsInBothDirectionsAndEqualValuesById(String list, String sorted) {
        var columns = columns(page(list, "", 1, 1));
        var id = columns.indexOf("ord");
        for (var column : sorted.split(" ")) {
            var ascending = rows(list, column, 1, 500);
            var expected = new ArrayList<>(ascending);
            var at = columns.indexOf(column);
            expected.sort((one, other) -> one.get(at).equals(other.get(at))
                    ? Long.compare(Long.parseLong(one.get(id)), Long.parseLong(other.get(id)))
                    : one.get(at)
                            .toLowerCase(Locale.ROOT)
                            .compareTo(other.get(at).toLowerCase(Locale.ROOT)));

            assertThat(ascending).as(column).hasSizeGreaterThanOrEqualTo(14).isEqualTo(expected);
            Collections.reverse(expected);
            assertThat(rows(list, "-" + column, 1, 500)).as("-" + column).isEqualTo(expected);
            assertThat(rows(list, String.valueOf(at + 1), 1, 500)).isEqualTo(ascending);
            assertThat(rows(list, "-" + (at + 1), 1, 500)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMERS, PERSONS, CONTRACTS})
    void theUsualOrderIsNewestFirstAndCanBeTurnedAround(String list) {
        var usual = rows(list, "", 1, 500);

        assertThat(rows(list, "-ord", 1, 500)).isEqualTo(usual);
        assertThat(rows(list, "-ID", 1, 500)).isEqualTo(usual);
        assertThat(rows(list, "0", 1, 500)).isEqualTo(usual);
        assertThat(rows(list, "ord", 1, 500)).isEqualTo(usual.reversed());
        assertThat(rows(list, "id", 1, 500)).isEqualTo(usual.reversed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "salesmanage/custom/list.asp phone",
                "salesmanage/custom/list.asp -phone",
                "salesmanage/custom/list.asp name",
                "salesmanage/custom/list.asp -name",
                "salesmanage/custom/list.asp ord",
                "salesmanage/custom/list.asp -date1",
                "salesmanage/custom/list.asp lasttime",
                "salesmanage/custom/list.asp protect",
                "salesmanage/person/list.asp person_name",
                "salesmanage/person/list.asp -name",
                "salesmanage/contract/billlist.asp moneyall",
                "salesmanage/contract/billlist.asp -htid"
            })
    void pagesReadInTurnGiveEveryRecordExactlyOnceWhileMoreAreAdded(String given) {
        var list = given.substring(0, given.indexOf(' '));
        var sort = given.substring(given.indexOf(' ') + 1);
        var id = columns(page(list, "", 1, 1)).indexOf("ord");
        var before = rows(list, sort, 1, 500).stream().map(row -> row.get(id)).toList();
        var size = 5;

        var seen = new ArrayList<String>();
        for (var page = 1; !seen.containsAll(before) && page < 100; page++) {
            rows(list, sort, page, size).forEach(row -> seen.add(row.get(id)));
            for (var more = random.nextInt(2); more > 0; more--) {
                add(list);
            }
        }

        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        assertThat(seen.stream().filter(before::contains)).containsExactlyElementsOf(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "-name", "ord"})
    void aPageAskedForOutOfTurnBeginsWhereItsNumberSays(String sort) {
        var all = rows(CUSTOMERS, sort, 1, 500);

        var page = rows(CUSTOMERS, sort, 3, 4);
        assertThat(page).isEqualTo(all.subList(8, 12));
        add(CUSTOMERS);
        assertThat(rows(CUSTOMERS, sort, 3, 4)).isEqualTo(page);
        assertThat(rows(CUSTOMERS, sort, 1_000, 4)).isEmpty();
    }

    @Test
    void amountsAreSortedAsNumbers() {
        var amount = columns(page(CONTRACTS, "", 1, 1)).indexOf("moneyall");
        var amounts = rows(CONTRACTS, "moneyall", 1, 500).stream()
                .map(row -> new BigDecimal(row.get(amount)))
                .toList();

        assertThat(amounts).hasSizeGreaterThan(10).isSorted();
        assertThat(rows(CONTRACTS, "-moneyall", 1, 500).getFirst().get(amount))
                .isEqualTo(amounts.getLast().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "searchKey"})
    void aFilteredListIsSortedToo(String filter) {
        var found = caller.ov1(CUSTOMERS, "refresh", Map.of(filter, "甲", "_rpt_sort", "-phone", "pagesize", 500));
        var phone = columns(found).indexOf("phone");
        var phones = NativeCaller.rows(found).stream()
                .map(row -> row.get(phone).stringValue(""))
                .toList();

        assertThat(phones).isNotEmpty();
        assertThat(IntStream.range(1, phones.size()))
                .allMatch(at -> phones.get(at - 1).compareTo(phones.get(at)) >= 0);
    }
}
