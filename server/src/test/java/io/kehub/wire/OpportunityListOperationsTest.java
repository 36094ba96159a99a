package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.dictionary.DictionaryName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The list and the detail of opportunities in ov1: every documented filter, the order, who sees what. */
class OpportunityListOperationsTest extends OpportunityWorld {

    Stream<Map<String, String>> filtersThatFindTheFirstOnly() {
        return Stream.of(
                Map.of("complete2", entry(DictionaryName.OPPORTUNITY_STAGE, "方案报价")),
                Map.of(
                        "complete2",
                        entry(DictionaryName.OPPORTUNITY_STAGE, "方案报价") + ","
                                + entry(DictionaryName.OPPORTUNITY_STAGE, "商务谈判")),
                Map.of("complete1", entry(DictionaryName.OPPORTUNITY_STATE, "跟踪中")),
                Map.of("sorce", entry(DictionaryName.OPPORTUNITY_SOURCE, "招标")),
                Map.of("trade", entry(DictionaryName.OPPORTUNITY_CLASS, "工程项目")),
                Map.of("tdate1", "2025-02-01"),
                Map.of("tdate1", "2025-01-01,2025-02-28"),
                Map.of("tdate2", "2025-06-01,"),
                Map.of("a_date_0", "2025-02-01", "a_date_1", "2025-2-28"),
                Map.of("a_date2_0", "2025-06-01"),
                Map.of("company", Long.toString(customer.value())),
                Map.of("a_cateid", Long.toString(seller.value())),
                Map.of("datatype", "tel", "ord", Long.toString(customer.value())),
                Map.of("title", "场站"),
                Map.of("cName", "重庆"),
                Map.of("searchKey", "公交"),
                Map.of("searchKey", "seller的"),
                Map.of("searchKey", "方案报价"));
    }

    @Test
    void everyFilterFindsTheMatchingOpportunities() {
        assertThat(filtersThatFindTheFirstOnly())
                .allSatisfy(filter ->
                        assertThat(listed(admin, filter)).as("%s", filter).containsExactly(first));
        assertThat(listed(admin, Map.of("company", customer.value() + "," + elsewhere.value())))
                .containsExactly(second, first);
        assertThat(listed(admin, Map.of("a_cateid", "0", "stype", "0", "complete1", "")))
                .containsExactly(second, first);
    }

    @ParameterizedTest
    @CsvSource({
        "money1,second",
        "-money1,first",
        "date1,first",
        "-date1,second",
        "date2,second",
        "-12,first",
        "cName,second"
    })
    void theListIsSortedByTheAskedColumn(String sort, String expected) {
        var found = listed(admin, Map.of("_rpt_sort", sort));

        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).isEqualTo(expected.equals("first") ? first : second);
        assertThat(listed(admin, Map.of("_rpt_sort", sort, "pagesize", "1", "pageindex", "2")))
                .containsExactly(found.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "remind,5",
        "ly,stat35",
        "stype,1",
        "isCanQA,1",
        "company,999999",
        "a_cateid,999999",
        "complete1,999999",
        "tdate1,昨天",
        "tdate1,'2025-03-01,2025-01-01'",
        "_rpt_sort,没有"
    })
    void aFilterThatCannotBeMetIsRefusedByName(String field, String value) {
        assertThat(refusal(admin.ov1(LIST, "refresh", Map.of(field, value)))).contains(field);
    }

    @Test
    void datatypeAndOrdAreOnlyTakenTogether() {
        assertThat(refusal(admin.ov1(LIST, "refresh", Map.of("datatype", "tel"))))
                .contains("ord");
        assertThat(refusal(admin.ov1(LIST, "refresh", Map.of("ord", "10001")))).contains("datatype");
        assertThat(refusal(admin.ov1(LIST, "refresh", Map.of("datatype", "person", "ord", "999999"))))
                .contains("ord")
                .contains("联系人");
    }

    @Test
    void eachSellerSeesTheOwnOpportunities() {
        assertThat(listed(caller("seller"), Map.of())).containsExactly(first);
        assertThat(refusal(caller("seller").ov1(DETAIL, "", Map.of("ord", second))))
                .contains("没有编号为");
        assertThat(quick("seller")
                        .post(OFFICE + "edit", Map.of("id", second, "stage", "商务谈判"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theDetailShowsEntriesByIdAndText() {
        var form = caller("seller").ov1(DETAIL, "", Map.of("ord", first)).at("/body/bill");

        assertThat(form.path("value").longValue(0)).isEqualTo(Long.parseLong(first));
        var fields = new LinkedHashMap<String, JsonNode>();
        form.at("/groups/0/fields")
                .valueStream()
                .forEach(field -> fields.put(field.path("id").stringValue(""), field));
        assertThat(fields.get("title").path("value").stringValue("")).isEqualTo("公交场站充电");
        assertThat(fields.get("complete2").path("text").stringValue("")).isEqualTo("方案报价");
        assertThat(fields.get("complete2").path("value").asString())
                .isEqualTo(entry(DictionaryName.OPPORTUNITY_STAGE, "方案报价"));
        assertThat(admin.ov1(DETAIL, "", Map.of()).at("/body/bill/value").longValue(-1))
                .isZero();
    }
}
