package io.kehub.wire.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.wire.operation.Catalog.Match;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

    private final Catalog catalog = new Catalog(List.of(new MadeUpOperations()));

    @ParameterizedTest
    @CsvSource({
        "/webapi/v3/ov1/login, sign-in",
        "/WebAPI/V3/OV1/Login/, sign-in",
        "/webapi/v3/ov1/salesManage/custom/list, customer-list",
        "/webapi/v3/sales/customer/add, customer-add"
    })
    void aPathIsFoundInAnyCase(String path, String operation) {
        assertThat(catalog.match(DialectId.QUICK, path, Map.of())).isEqualTo(new Match.Found(operation(operation)));
    }

    @Test
    void theQuerySelectsTheOperationAtASharedPath() {
        var path = "/webapi/v3/ov1/salesmanage/custom/add";

        assertThat(catalog.match(DialectId.QUICK, path, Map.of("edit", "1", "apihelptype", "GET", "_", "7")))
                .isEqualTo(new Match.Found(operation("customer-detail")));
        assertThat(catalog.match(DialectId.QUICK, path, Map.of("edit", "1")))
                .isInstanceOfSatisfying(
                        Match.WrongQuery.class,
                        wrong -> assertThat(wrong.queries()).containsExactly("apihelptype=get&edit=1"));
    }

    @Test
    void otherPathsAndOtherDialectsFindNothing() {
        assertThat(catalog.match(DialectId.QUICK, "/webapi/v3/ov1", Map.of())).isEqualTo(new Match.Unknown());
        assertThat(catalog.match(DialectId.HELPER, "/webapi/v3/sales/customer/add", Map.of()))
                .isEqualTo(new Match.Unknown());
    }

    @Test
    void theMostSpecificMatchingRouteWins() {
        var path = "/sysa/mobilephone/salesmanage/custom/add.asp";

        assertThat(catalog.match(DialectId.OV1, path, Map.of("intsort", "1")))
                .isEqualTo(new Match.Found(operation("customer-detail")));
        assertThat(catalog.match(DialectId.OV1, path, Map.of("intsort", "1", "cmdkey", "__SYS_DOSAVE")))
                .isEqualTo(new Match.Found(operation("customer-add")));
    }

    private Operation<?> operation(String id) {
        return catalog.find(id).orElseThrow();
    }
}
