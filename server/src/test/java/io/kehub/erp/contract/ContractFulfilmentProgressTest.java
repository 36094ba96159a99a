package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static io.kehub.erp.contract.ContractWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.inventory.StockDocument.State;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The delivery, payment and invoicing progress of a contract. */
class ContractFulfilmentProgressTest extends ContractFulfilmentFixture {

    @Test
    void overDeliveryOfOneProductDoesNotCompensateForAnother() {
        world.reservations.allowOverDelivery(new BigDecimal("50"));
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));

        world.confirm(world.pending(id), "15", "0");

        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isEqualByComparingTo("5");
        var rest = world.pending(id);
        world.confirm(rest);
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
        world.stock.reverse(rest, world.wang);
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
    }

    @Test
    void twoLinesOfOneProductAreCountedSeparately() {
        var id = world.approved(line(pile, "10", "1"), boxes("1", "12"));

        world.confirm(world.pending(id), "10", "0");

        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isEqualByComparingTo("12");
        assertThat(refused(() -> world.confirm(world.pending(id), "2")).errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].quantity");
        world.confirm(world.pending(id));
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
    }

    @Test
    void aServiceIsNeitherReservedNorShippedAndDoesNotAffectTheProgress() {
        var installation = world.product("安装服务", "0");
        var id = world.approved(line(pile, "1", "1"), line(installation, "1", "500"));

        assertThat(world.stock.lines(world.pending(id))).hasSize(1);
        world.confirm(world.pending(id));
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);

        var services = world.approved(line(installation, "2", "500"));
        assertThat(world.read(services).deliveryProgress()).isEqualTo(Progress.NOT_NEEDED);
        assertThat(world.stockOuts(services, State.PENDING)).isEmpty();
        assertThat(refused(() -> request(services)).code()).isEqualTo("nothing_open");
        assertThat(world.read(world.waiting(line(installation, "2", "500"))).deliveryProgress())
                .isEqualTo(Progress.NONE);
    }

    @Test
    void aContractWithAmountZeroNeedsNoPaymentAndNoInvoice() {
        var gift = world.approved(line(pile, "1", "0"));

        assertThat(world.read(gift).paymentProgress()).isEqualTo(Progress.NOT_NEEDED);
        assertThat(world.read(gift).invoicingProgress()).isEqualTo(Progress.NOT_NEEDED);
    }
}
