package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.Role;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Two opportunities of two sellers, and who calls for them; each test class has its own. */
@SuppressWarnings("NullAway.Init")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpportunityWorld {

    static final String OFFICE = "/webapi/v3/office/opportunity/";
    static final String LIST = "salesmanage/chance/list.asp";
    static final String DETAIL = "salesmanage/chance/add.asp";

    TradeWorld world;
    NativeCaller admin;
    QuickCaller office;
    UserId seller;
    UserId other;
    CustomerId customer;
    CustomerId elsewhere;
    String first = "";
    String second = "";

    @BeforeAll
    void start() {
        world = new TradeWorld();
        var address = world.server().address();
        admin = NativeCaller.signedIn(address, "admin", KeHubServer.ADMIN_PASSWORD);
        office = QuickCaller.signedIn(address, "admin", KeHubServer.ADMIN_PASSWORD);
        seller = world.user("seller", Role.SALES);
        other = world.user("other", Role.SALES);
        customer = world.customer("重庆公交", seller);
        elsewhere = world.customer("成都物业", other);
        first = id(add(Map.of(
                "title", "公交场站充电",
                "custid", customer.value(),
                "charge", seller.value(),
                "stage", "方案报价",
                "source", "招标",
                "sort", "工程项目",
                "money", "380000",
                "founddate", "2025-02-01",
                "expectdate", "2025-06-30")));
        second = id(add(Map.of(
                "title", "小区改造",
                "custid", elsewhere.value(),
                "charge", other.value(),
                "status", "已成交",
                "money", "90000",
                "founddate", "2025-03-01",
                "expectdate", "2025-05-31")));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    QuickCaller.Answer add(Map<String, ?> fields) {
        return office.post(OFFICE + "add", fields);
    }

    String id(QuickCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data().path("id").stringValue("");
    }

    NativeCaller caller(String login) {
        return NativeCaller.signedIn(world.server().address(), login, TradeWorld.PASSWORD);
    }

    QuickCaller quick(String login) {
        return QuickCaller.signedIn(world.server().address(), login, TradeWorld.PASSWORD);
    }

    List<String> listed(NativeCaller caller, Map<String, ?> filter) {
        var answer = caller.ov1(LIST, "refresh", filter);
        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
        return NativeCaller.rows(answer).stream()
                .map(row -> row.get(0).stringValue(""))
                .toList();
    }

    String refusal(JsonNode answer) {
        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isNotZero();
        return answer.at("/header/message").stringValue("");
    }

    String entry(DictionaryName dictionary, String text) {
        return world.server().part(Dictionaries.class).entries(dictionary).stream()
                .filter(each -> each.text().equals(text))
                .map(each -> Long.toString(each.id()))
                .findFirst()
                .orElseThrow();
    }
}
