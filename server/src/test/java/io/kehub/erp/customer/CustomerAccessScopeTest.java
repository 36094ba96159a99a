package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose customers a list shows: in random worlds, each list is what a walk over all customers would give. */
class CustomerAccessScopeTest {

    private static final List<String> SOURCES = List.of("微信", "展会");

    /** What the walk knows of a customer. */
    private record Known(CustomerId id, UserId owner, String source, Set<UserId> viewers, boolean everyone) {

        boolean isSeenBy(AccessScope scope) {
            return scope.includes(owner) || owner.equals(Pool.OWNER) || everyone || viewers.contains(scope.viewer());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyListEqualsAFullScanOfAllCustomers(long seed) {
        try (var bed = new CustomerTestbed()) {
            var random = new Random(seed);
            var users = new ArrayList<UserId>();
            for (var number = 0; number < 5; number++) {
                users.add(bed.user("user" + number));
            }
            var customers = populate(bed, users, random);
            for (var round = 0; round < 60; round++) {
                compare(bed, customers, users, random);
            }
        }
    }

    private static List<Known> populate(CustomerTestbed bed, List<UserId> users, Random random) {
        var care = bed.bean(CustomerAssignment.class);
        var admin = users.getFirst();
        var everything = AccessScope.everything(admin);
        var customers = new ArrayList<Known>();
        for (var number = 0; number < 120; number++) {
            var owner = users.get(random.nextInt(users.size()));
            var source = SOURCES.get(random.nextInt(SOURCES.size()));
            var name = (number % 3 == 0 ? "云帆" : "山城") + number;
            var id = bed.customers.add(CustomerTestbed.details(Map.of("name", name, "source", source)), owner, owner);
            var viewers = new HashSet<UserId>();
            var everyone = false;
            switch (random.nextInt(6)) {
                case 0 -> {
                    care.release(List.of(id), admin, everything);
                    owner = Pool.OWNER;
                }
                case 1 -> {
                    viewers.add(users.get(random.nextInt(users.size())));
                    viewers.add(users.get(random.nextInt(users.size())));
                    care.share(List.of(id), share(false, viewers), admin, everything);
                }
                case 2 -> {
                    everyone = random.nextBoolean();
                    care.share(List.of(id), share(everyone, Set.of()), admin, everything);
                }
                default -> {}
            }
            customers.add(new Known(id, owner, source, viewers, everyone));
            if (random.nextInt(10) == 0) {
                bed.counts.merge();
            }
        }
        return customers;
    }

    private static CustomerShare share(boolean everyone, Set<UserId> viewers) {
        return new CustomerShare(everyone, viewers, true, true, true, true);
    }

    private static void compare(CustomerTestbed bed, List<Known> customers, List<UserId> users, Random random) {
        var scope = scope(users, random);
        var source = random.nextBoolean() ? null : SOURCES.get(random.nextInt(SOURCES.size()));
        var owner = random.nextInt(3) == 0 ? users.get(random.nextInt(users.size())) : null;
        var keyword = random.nextInt(3) == 0 ? "云帆" : "";
        var filter = new CustomerFilter(keyword, null, source, owner, null, null, null);
        var page = new PageRequest(1 + random.nextInt(4), 1 + random.nextInt(40));
        var expected = expected(customers, scope, source, owner, keyword);

        var shown = bed.customers.list(filter, scope, page);

        assertThat(shown.total()).as("%s for %s", filter, scope).isEqualTo(expected.size());
        assertThat(shown.items())
                .as("%s of %s for %s", page, filter, scope)
                .extracting(Customer::id)
                .containsExactlyElementsOf(
                        expected.stream().skip(page.offset()).limit(page.size()).toList());
        var below = customers.get(random.nextInt(customers.size())).id();
        assertThat(bed.customers.list(filter, scope, page.after(below.value())).items())
                .as("%s below %s of %s for %s", page, below, filter, scope)
                .extracting(Customer::id)
                .containsExactlyElementsOf(expected.stream()
                        .filter(id -> id.value() < below.value())
                        .limit(page.size())
                        .toList());
        assertThat(customers)
                .allSatisfy(known -> assertThat(
                                bed.customers.find(known.id(), scope).isPresent())
                        .isEqualTo(known.isSeenBy(scope)));
    }

    private static List<CustomerId> expected(
            List<Known> customers, AccessScope scope, @Nullable String source, @Nullable UserId owner, String keyword) {
        var position = new HashMap<CustomerId, Integer>();
        for (var index = 0; index < customers.size(); index++) {
            position.put(customers.get(index).id(), index);
        }
        return customers.stream()
                .filter(known -> known.isSeenBy(scope))
                .filter(known -> source == null || known.source().equals(source))
                .filter(known -> owner == null || known.owner().equals(owner))
                .filter(known -> keyword.isEmpty() || position.getOrDefault(known.id(), 0) % 3 == 0)
                .map(Known::id)
                .sorted(Comparator.comparingLong(CustomerId::value).reversed())
                .toList();
    }

    private static AccessScope scope(List<UserId> users, Random random) {
        var viewer = users.get(random.nextInt(users.size()));
        return switch (random.nextInt(3)) {
            case 0 -> AccessScope.everything(viewer);
            case 1 -> AccessScope.own(viewer);
            default -> new AccessScope(viewer, new HashSet<>(List.of(viewer, users.get(random.nextInt(users.size())))));
        };
    }
}
