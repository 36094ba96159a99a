package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static io.kehub.erp.contract.ContractWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Closing 终止 and reopening 恢复 of contracts, and contracts that are not approved. */
class ContractFulfilmentClosingTest extends ContractFulfilmentFixture {

    @Test
    void closingReleasesReservationsAndRefusesPendingStockOuts() {
        var id = world.approved(line(pile, "10", "1"));
        world.confirm(world.pending(id), "6");
        var rest = world.pending(id);

        closeContract(id);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).closed()).isTrue();
        assertThat(world.read(id).text(ContractField.STATE)).isEqualTo("意外终止");
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
        var refusedRest = world.stock.find(rest).orElseThrow();
        assertThat(refusedRest.state()).isEqualTo(State.REFUSED);
        assertThat(refusedRest.decision().opinion()).isEqualTo("合同已终止：客户取消");
        assertThat(refused(() -> world.confirm(rest)).code()).isEqualTo("already_confirmed");
        assertThat(refused(() -> request(id)).code()).isEqualTo("contract_closed");
        assertThat(refused(() -> closeContract(id)).code()).isEqualTo("already_closed");
    }

    @Test
    void reopeningReservesAgainAndRestoresTheState() {
        var id = world.approved(line(pile, "10", "1"));
        fulfilment.close(id, "", "执行完毕", world.wang, world.scope);
        assertThat(world.read(id).text(ContractField.STATE)).isEqualTo("执行完毕");

        reopen(id);

        assertThat(world.read(id).closed()).isFalse();
        assertThat(world.read(id).text(ContractField.STATE)).isEqualTo("生效执行中");
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
        assertThat(refused(() -> reopen(id)).code()).isEqualTo("not_closed");
        world.confirm(request(id));
        assertThat(fulfilment.of(id, world.scope).closures())
                .extracting(ContractClosure::closed)
                .containsExactly(true, false);
    }

    @Test
    void closingAndRequestingNeedAnApprovedContractOfTheCaller() {
        var waiting = world.waiting(line(pile, "10", "1"));
        var foreign = world.approved(line(pile, "10", "1"));
        world.contracts.share(foreign, false, Set.of(world.wang), AccessScope.own(world.li));
        var wangs = AccessScope.own(world.wang);

        assertThat(refused(() -> closeContract(waiting)).code()).isEqualTo("not_approved");
        assertThat(refused(() -> request(waiting)).code()).isEqualTo("not_approved");
        assertThat(refused(() -> fulfilment.close(waiting, "", "", world.wang, wangs)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(refused(() -> fulfilment.close(foreign, "", "", world.wang, wangs)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(refused(() -> fulfilment.requestStockOut(foreign, List.of(), world.wang, wangs)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(refused(() -> fulfilment.close(foreign, "长".repeat(501), "", world.wang, world.scope))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("reason");
        assertThat(refused(() -> fulfilment.close(foreign, "", "天知道", world.wang, world.scope))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("state");
        assertThat(world.read(foreign).closed()).isFalse();
    }

    @Test
    void onlyTheLinesThatAreApprovedReserveStock() {
        var vetoed = world.waiting(line(pile, "10", "1"));
        world.contracts.decide(vetoed, Approval.VETOED, "", world.wang, world.scope);
        var returned = world.waiting(line(pile, "10", "1"));
        world.contracts.decide(returned, Approval.RETURNED, "", world.wang, world.scope);
        var present = world.read(returned);
        world.contracts.save(
                returned,
                ContractDrafts.draft(present.number(), "改后", present.customer(), world.li, line(cable, "3", "1")),
                world.li,
                AccessScope.own(world.li));
        assertThat(world.reserved(pile)).isZero();

        world.contracts.decide(returned, Approval.APPROVED, "", world.wang, world.scope);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isEqualByComparingTo("3");
    }

    @Test
    void aClosedContractAcceptsPaymentsAndRefunds() {
        var id = world.approved(line(pile, "10", "10"));
        closeContract(id);

        pay(id, "50");
        pay(id, "-50");

        assertThat(world.read(id).settled().paid()).isZero();
    }
}
