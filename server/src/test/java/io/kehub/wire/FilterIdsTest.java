package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.product.ProductClasses;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id in a filter that names nothing is refused by its field, in every list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterIdsTest {

    private static final String CONTRACTS = "/webapi/v3/ov1/salesmanage/contract/billlist";
    private static final String PRODUCTS = "/webapi/v3/ov1/salesmanage/product/billlist";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        QuickCaller.LIST + ",charge",
        QuickCaller.LIST + ",source",
        CONTRACTS + ",custid",
        CONTRACTS + ",status",
        PRODUCTS + ",sortid",
        "/webapi/v3/store/inventory/InventorySummary,productid",
        "/webapi/v3/store/inventory/InventorySummary,warehouseid"
    })
    void anUnknownIdIsRefusedByItsField(String address, String field) {
        var refused = admin.post(address, Map.of(field, "999999"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.refusedFields()).containsExactly(field);
        assertThat(refused.data().at("/errors/0/allowed").stringValue("")).isNotEmpty();
        assertThat(admin.post(address, Map.of(field, "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "v3,/webapi/v3/store/inventory/InventoryDetails,cks",
        "v3,/webapi/v3/store/inventory/InventoryDetails,cpfl",
        "v3,/webapi/v3/store/inventory/InventorySummary,cks",
        "ov1,/sysa/mobilephone/salesmanage/product/billlist.asp,idProductClass",
        "ov1,/sysa/mobilephone/salesmanage/person/list.asp,company",
        "ov1,/sysa/mobilephone/salesmanage/custom/list.asp,cateid"
    })
    void soIsItInTheNativeDialects(String dialect, String address, String field) {
        var stranger = QuickCaller.stranger(server.address());
        var answer = dialect.equals("v3")
                ? stranger.with("ZBAPI-Token", admin.session()).post(address, Map.of(field, "999999"))
                : stranger.post(
                        address,
                        "{\"session\": \"%s\", \"cmdkey\": \"refresh\", \"datas\": [{\"id\": \"%s\", \"val\": \"999999\"}]}"
                                .formatted(admin.session(), field));

        assertThat(answer.text()).contains(field).contains("没有编号为 999999 的");
    }

    @Test
    void aKnownIdThatNothingBelongsToGivesAnEmptyList() {
        var productClass = server.part(ProductClasses.class).add(null, "空分类");

        var answer = admin.post(PRODUCTS, Map.of("sortid", productClass.value()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("total").intValue(-1)).isZero();
    }

    @Test
    void aCustomerThatTheCallerMayNotSeeIsAsUnknownAsOneThatDoesNotExist() {
        server.part(Users.class).create(new NewUser("zhao", "赵销售", Role.SALES, "correct horse battery"));
        var zhao = QuickCaller.signedIn(server.address(), "zhao", "correct horse battery");
        var hidden = admin.post(QuickCaller.ADD, Map.of("name", "管理员的客户", "sort", 1))
                .data()
                .path("id")
                .stringValue("");

        assertThat(zhao.post(CONTRACTS, Map.of("custid", hidden)).refusedFields())
                .containsExactly("custid");
        assertThat(admin.post(CONTRACTS, Map.of("custid", hidden)).status()).isEqualTo(200);
    }

    @Test
    void aContractsStatusIsFilteredByNumberOrText() {
        for (var entry : server.part(Dictionaries.class).entries(DictionaryName.CONTRACT_STATE)) {
            assertThat(admin.post(CONTRACTS, Map.of("status", entry.id())).status())
                    .isEqualTo(200);
            assertThat(admin.post(CONTRACTS, Map.of("status", Long.toString(entry.id())))
                            .status())
                    .isEqualTo(200);
            assertThat(admin.post(CONTRACTS, Map.of("status", entry.text())).status())
                    .isEqualTo(200);
        }
        assertThat(admin.post(CONTRACTS, Map.of("status", "没有的状态")).refusedFields())
                .containsExactly("status");
    }
}
