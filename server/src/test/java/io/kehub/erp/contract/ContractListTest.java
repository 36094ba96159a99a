package io.kehub.erp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract lists and their totals, compared with a model after random changes. */
class ContractListTest {

    /** The expected state of a contract. */
    private record Known(ContractId id, UserId owner, UserId addedBy, Set<UserId> shown, String title) {}

    private final ProductTestContext bed =
            new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract");
    private final Contracts contracts = bed.bean(Contracts.class);
    private final List<UserId> people = List.of(bed.user, bed.user("wang"), bed.user("zhao"), bed.user("qian"));
    private final ProductId pile = bed.products.add(bed.draft("充电桩", "A"), bed.user);
    private final CustomerId customer = bed.bean(Customers.class).add(CustomerDetails.named("客户"), bed.user, bed.user);

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsContainExactlyTheMatchingVisibleContracts(long seed) {
        var random = new Random(seed);
        var known = new ArrayList<Known>();
        for (var step = 0; step < 60; step++) {
            change(random, known);
            if (step % 20 == 19) {
                compare(known);
            }
        }
        assertThat(bed.count("contract_count_change"))
                .as("counter changes that are not merged yet")
                .isLessThan(70);
    }

    private void change(Random random, List<Known> known) {
        var everything = AccessScope.everything(bed.user);
        if (known.isEmpty() || random.nextInt(3) > 0) {
            var owner = one(random, people);
            var by = one(random, people);
            var title = random.nextBoolean() ? "供货合同" : "服务合同";
            known.add(new Known(
                    contracts.add(
                            ContractDrafts.draft("", title, customer, owner, ContractDrafts.line(pile, "1", "10")),
                            by,
                            everything),
                    owner,
                    by,
                    Set.of(),
                    title));
            return;
        }
        var index = random.nextInt(known.size());
        var contract = known.get(index);
        if (random.nextBoolean()) {
            var shown = new HashSet<>(people);
            shown.removeIf(person -> random.nextBoolean());
            contracts.share(contract.id(), false, shown, everything);
            known.set(
                    index,
                    new Known(
                            contract.id(), contract.owner(), contract.addedBy(), Set.copyOf(shown), contract.title()));
        } else if (contracts.find(contract.id(), everything).orElseThrow().approval() == Approval.PENDING) {
            contracts.decide(
                    contract.id(),
                    one(random, List.of(Approval.APPROVED, Approval.VETOED, Approval.RETURNED)),
                    "",
                    bed.user,
                    everything);
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void compare(List<Known> known) {
        var viewers =
                new ArrayList<AccessScope>(people.stream().map(AccessScope::own).toList());
        viewers.add(new AccessScope(people.get(1), Set.of(people.get(1), people.get(2))));
        viewers.add(AccessScope.everything(bed.user));
        for (var viewer : viewers) {
            for (var approval : new @Nullable Approval[] {null, Approval.PENDING, Approval.APPROVED}) {
                for (var owner : new @Nullable UserId[] {null, people.get(2)}) {
                    for (var keyword : List.of("", "供货")) {
                        compare(known, viewer, approval, owner, keyword);
                    }
                }
            }
        }
    }

    private void compare(
            List<Known> known,
            AccessScope viewer,
            @Nullable Approval approval,
            @Nullable UserId owner,
            String keyword) {
        var filter = ContractFilter.ALL
                .with(ContractFilter.Text.KEYWORD, keyword)
                .withOwner(owner)
                .withApproval(approval);
        var expected = known.stream()
                .filter(contract -> viewer.includes(contract.owner())
                        || contract.addedBy().equals(viewer.viewer())
                        || contract.shown().contains(viewer.viewer()))
                .filter(contract -> owner == null || contract.owner().equals(owner))
                .filter(contract -> contract.title().contains(keyword))
                .map(Known::id)
                .filter(id -> approval == null
                        || contracts
                                .find(id, AccessScope.everything(bed.user))
                                .orElseThrow()
                                .approval()
                                .equals(approval))
                .toList()
                .reversed();
        var listed = new ArrayList<ContractId>();
        IntStream.rangeClosed(1, expected.size() / 7 + 1).forEach(index -> {
            var page = contracts.list(filter, viewer, new PageRequest(index, 7));
            assertThat(page.total())
                    .as("%s %s %s %s", viewer, approval, owner, keyword)
                    .isEqualTo(expected.size());
            page.items().forEach(contract -> listed.add(contract.id()));
        });
        assertThat(listed).as("%s %s %s %s", viewer, approval, owner, keyword).isEqualTo(expected);
    }
}
