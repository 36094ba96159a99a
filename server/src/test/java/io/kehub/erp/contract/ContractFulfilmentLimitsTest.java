package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static io.kehub.erp.contract.ContractWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.inventory.StockDocument.State;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much more than ordered can be shipped 超发, and how much more than the amount paid 超收. */
class ContractFulfilmentLimitsTest extends ContractFulfilmentFixture {

    @Test
    void shippingMoreThanOrderedIsRejected() {
        var id = world.approved(line(pile, "10", "1"));

        var problem = refused(() -> world.confirm(world.pending(id), "1000"));

        assertThat(problem.code()).isEqualTo("over_delivery");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("lines[0].quantity");
            assertThat(error.allowed()).contains("10");
        });
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.NONE);
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        // percent, max, too much
        "0, 10, 10.0001",
        "20, 12, 12.0001",
        "33.33, 13.333, 13.3331",
        "100, 20, 20.0001"
    })
    void overDeliveryIsAllowedUpToTheConfiguredPercentage(BigDecimal percent, String max, String tooMuch) {
        world.reservations.allowOverDelivery(percent);
        var id = world.approved(line(pile, "10", "1"));

        assertThat(refused(() -> world.confirm(world.pending(id), tooMuch)).code())
                .isEqualTo("over_delivery");
        world.confirm(world.pending(id), max);

        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @Test
    void theLimitAppliesToTheSumOfAllStockOuts() {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var first = request(id, wanted(id, 0, "5"));
        var second = request(id, wanted(id, 0, "5"));

        world.confirm(first, "6");

        assertThat(refused(() -> world.confirm(second)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("4"));
        world.confirm(second, "4");
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "100.01", "5.001"})
    void aPercentageOutOfRangeIsRejected(BigDecimal percent) {
        assertThat(refused(() -> world.reservations.allowOverDelivery(percent)).errors())
                .extracting(error -> error.field())
                .containsExactly("overDeliveryPercent");
        assertThat(refused(() -> world.contracts.allowOverSettlement(percent)).errors())
                .extracting(error -> error.field())
                .containsExactly("overSettlementPercent");
    }

    @Test
    void overpaymentIsAllowedUpToTheConfiguredPercentageAndRefundsAlways() {
        var id = world.approved(line(pile, "10", "10"));
        world.contracts.allowOverSettlement(new BigDecimal("10"));

        assertThat(refused(() -> pay(id, "110.01")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("110.00"));
        pay(id, "110");
        world.contracts.allowOverSettlement(BigDecimal.ZERO);
        assertThat(refused(() -> pay(id, "0.01")).code()).isEqualTo("invalid_field");
        pay(id, "-5");
        assertThat(world.read(id).paymentProgress()).isEqualTo(Progress.ALL);
        pay(id, "-105");
        assertThat(refused(() -> pay(id, "-0.01")).code()).isEqualTo("invalid_field");
        assertThat(world.read(id).paymentProgress()).isEqualTo(Progress.NONE);
    }

    @Test
    void thePaidSumNeverExceedsTheMaximumAmount() {
        world.contracts.allowOverSettlement(new BigDecimal("100"));
        var id = world.approved(line(pile, "100", "99999999999999.99"));

        pay(id, "9999999999999999");
        assertThat(refused(() -> pay(id, "9999999999999999")).errors())
                .extracting(error -> error.field())
                .containsExactly("amount");
    }
}
