package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerCountsTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> SOURCES = List.of("微信", "电话", "");

    /** The ids of the tests spread over this many blocks of 8192. */
    private static final int BLOCKS = 6;

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> owners;

    @BeforeAll
    static void open() {
        bed = new CustomerTestbed();
        owners = Stream.of("li", "wang", "zhao").map(bed::user).toList();
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    @BeforeEach
    void noCustomers() {
        bed.jdbc.sql("truncate customer cascade").update();
    }

    /** What a customer has that a filter can ask for. */
    private record Facts(long id, CustomerKind kind, String source, UserId owner, boolean reviewed, Instant addedAt) {

        boolean match(CustomerFilter filter) {
            return (filter.kind() == null || filter.kind() == kind)
                    && (filter.source() == null || filter.source().equals(source))
                    && (filter.owner() == null || filter.owner().equals(owner))
                    && (filter.reviewed() == null || filter.reviewed() == reviewed)
                    && (filter.addedFrom() == null || !addedAt.isBefore(filter.addedFrom()))
                    && (filter.addedBefore() == null || addedAt.isBefore(filter.addedBefore()));
        }
    }

    @Test
    void whateverHappensToCustomersEveryListIsWhatAWalkThroughAllOfThemFinds() {
        for (var seed = 1; seed <= 4; seed++) {
            bed.jdbc.sql("truncate customer cascade").update();
            var random = new Random(seed);
            for (var round = 0; round < 6; round++) {
                change(random);
                if (random.nextInt(3) == 0) {
                    bed.counts.merge();
                }
                compare(random, "seed " + seed + ", round " + round);
            }
        }
    }

    @Test
    void mergingChangesNoTotalAndLeavesNothingWaiting() {
        var random = new Random(7);
        change(random);
        change(random);
        var before = total(CustomerFilter.all());

        assertThat(bed.counts.merge()).isPositive();

        assertThat(bed.count("customer_count_change")).isZero();
        assertThat(total(CustomerFilter.all())).isEqualTo(before).isEqualTo(bed.count("customer"));
        assertThat(bed.counts.merge()).isZero();
    }

    @Test
    void aChangeThatNoCountCanSeeLeavesNothingToMerge() {
        bed.customers.add(named("甲"), owners.getFirst(), owners.getFirst());
        bed.counts.merge();

        bed.jdbc
                .sql("update customer set remark = '改', last_followed_up_at = now()")
                .update();

        assertThat(bed.count("customer_count_change")).isZero();
    }

    @Test
    void whoFindsAnotherOneMergingLeavesItAlone() {
        insert(new Random(3), 50);
        var waiting = bed.count("customer_count_change");

        bed.transaction.executeWithoutResult(status -> {
            assertThat(new CustomerCountsJdbc(bed.jdbc).tryLock()).isTrue();
            try (var other = Executors.newSingleThreadExecutor()) {
                assertThat(other.submit(() -> bed.counts.merge()).get()).isZero();
            } catch (InterruptedException | ExecutionException failure) {
                throw new AssertionError(failure);
            }
        });

        assertThat(bed.count("customer_count_change")).isEqualTo(waiting);
        assertThat(bed.counts.merge()).isEqualTo((int) waiting);
    }

    @Test
    void addingMergesNowAndThenSoThatChangesNeverPileUp() {
        IntStream.range(0, 600)
                .forEach(number -> bed.customers.add(named("客户" + number), owners.getFirst(), owners.getFirst()));

        assertThat(bed.count("customer_count_change")).isLessThanOrEqualTo(256);
        assertThat(total(CustomerFilter.all())).isEqualTo(600);
    }

    @Test
    void addingInsideATransactionOfTheCallerMergesAfterItsCommit() {
        for (var number = 0; number < 300; number++) {
            var name = "客户" + number;
            bed.transaction.executeWithoutResult(
                    status -> bed.customers.add(CustomerTestbed.named(name), owners.getFirst(), owners.getFirst()));
        }

        assertThat(bed.count("customer_count_change")).isLessThan(300);
        assertThat(bed.customers
                        .list(CustomerFilter.all(), new PageRequest(1, 20))
                        .total())
                .isEqualTo(300);
    }

    @Test
    void totalsStayExactWhileManyWriteAndMergeAtOnce() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var writers = new ArrayList<Callable<Integer>>();
            for (var seed = 1; seed <= 3; seed++) {
                var random = new Random(seed);
                writers.add(() -> {
                    for (var round = 0; round < 60; round++) {
                        write(random);
                    }
                    return 0;
                });
            }
            var merger = threads.submit(() -> {
                while (writing.get()) {
                    bed.counts.merge();
                }
            });
            var reader = threads.submit(() -> {
                while (writing.get()) {
                    bothTotalsInOneSnapshot();
                }
            });
            try {
                for (var writer : threads.invokeAll(writers)) {
                    writer.get();
                }
            } finally {
                writing.set(false);
            }
            merger.get();
            reader.get();
        }
        compare(new Random(9), "after concurrent writers");
        bed.counts.merge();
        compare(new Random(9), "after concurrent writers, merged");
    }

    private static void write(Random random) {
        bed.transaction.executeWithoutResult(status -> {
            insert(random, 1 + random.nextInt(5));
            if (random.nextInt(4) == 0) {
                bed.jdbc.sql("""
                        update customer set reviewed = not reviewed
                        where id in (select id from customer order by id desc limit 2 for update skip locked)
                        """).update();
            }
            if (random.nextInt(5) == 0) {
                status.setRollbackOnly();
            }
        });
    }

    private static void bothTotalsInOneSnapshot() {
        var page =
                CustomerListJdbc.query(CustomerFilter.all(), AccessScope.everything(Pool.OWNER), new PageRequest(1, 1));
        var totals = bed.jdbc
                .sql("select (select count(*) from customer), list.total_found from (" + page.sql() + ") as list")
                .params(page.values())
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2)))
                .single();
        assertThat(totals.get(1)).isEqualTo(totals.get(0));
    }

    /** A few statements that add, change and remove customers, each in a transaction that may be rolled back. */
    private static void change(Random random) {
        for (var step = 0; step < 4; step++) {
            bed.transaction.executeWithoutResult(status -> {
                switch (random.nextInt(5)) {
                    case 0, 1 -> insert(random, 1 + random.nextInt(120));
                    case 2 ->
                        bed.jdbc
                                .sql("""
                            update customer set kind = 3 - kind, reviewed = id % 3 = 0, source = :source, owner = :owner
                            where id % 7 = :rest
                            """)
                                .param("source", pick(random, SOURCES))
                                .param("owner", pick(random, owners).value())
                                .param("rest", random.nextInt(7))
                                .update();
                    case 3 ->
                        bed.jdbc
                                .sql("""
                            update customer set added_at = added_at + cast(:shift as interval) where id % 5 = :rest
                            """)
                                .param("shift", (random.nextInt(100) - 50) + " hours")
                                .param("rest", random.nextInt(5))
                                .update();
                    default ->
                        bed.jdbc
                                .sql("delete from customer where id % 11 = :rest")
                                .param("rest", random.nextInt(11))
                                .update();
                }
                if (random.nextInt(6) == 0) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    /** Customers at random ids; their times follow the ids roughly, as they do where several processes write. */
    private static void insert(Random random, int number) {
        var ids =
                random.longs(number, 10_001, 10_001 + 8192L * BLOCKS).distinct().toArray();
        for (var id : ids) {
            bed.jdbc
                    .sql("""
                    insert into customer (
                      id, name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level,
                      industry, scale, region, website, fax, postcode, k_code, owner, added_by, added_at, reviewed)
                    overriding system value
                    values (:id, '客户', '', :kind, :source, '', '', '', '', '', '', '', '', '', '', '', '', '', '',
                      :owner, :owner, :addedAt, :reviewed)
                    on conflict do nothing
                    """)
                    .param("id", id)
                    .param("kind", 1 + random.nextInt(2))
                    .param("source", pick(random, SOURCES))
                    .param("owner", pick(random, owners).value())
                    .param(
                            "addedAt",
                            START.plus(Duration.ofMinutes(id + random.nextInt(600)))
                                    .atOffset(ZoneOffset.UTC))
                    .param("reviewed", random.nextInt(4) > 0)
                    .update();
        }
    }

    private static void compare(Random random, String when) {
        var all = bed.jdbc
                .sql("select id, kind, source, owner, reviewed, added_at from customer order by id desc")
                .query((row, number) -> new Facts(
                        row.getLong("id"),
                        row.getInt("kind") == 1 ? CustomerKind.COMPANY : CustomerKind.PERSON,
                        row.getString("source"),
                        new UserId(row.getLong("owner")),
                        row.getBoolean("reviewed"),
                        row.getTimestamp("added_at").toInstant()))
                .list();
        for (var number = 0; number < 25; number++) {
            var filter = filter(random);
            var expected = all.stream()
                    .filter(facts -> facts.match(filter))
                    .map(Facts::id)
                    .toList();
            var size = 1 + random.nextInt(40);
            var request = new PageRequest(1 + random.nextInt(expected.size() / size + 2), size);

            var page = bed.customers.list(filter, request);

            assertThat(page.total()).as("%s, total of %s", when, filter).isEqualTo(expected.size());
            assertThat(page.items().stream().map(customer -> customer.id().value()))
                    .as("%s, %s of %s", when, request, filter)
                    .containsExactlyElementsOf(
                            expected.stream().skip(request.offset()).limit(size).toList());
            comparePageBelow(random, filter, expected, request, when);
        }
    }

    /** A page that goes on below an id holds the next of the list, wherever that id lies. */
    private static void comparePageBelow(
            Random random, CustomerFilter filter, List<Long> expected, PageRequest request, String when) {
        var below = expected.isEmpty() ? 10_001 : pick(random, expected) + random.nextInt(3) - 1;

        var page = bed.customers.list(filter, request.after(below));

        assertThat(page.total()).as("%s, total of %s", when, filter).isEqualTo(expected.size());
        assertThat(page.items().stream().map(customer -> customer.id().value()))
                .as("%s, below %d of %s", when, below, filter)
                .containsExactlyElementsOf(expected.stream()
                        .filter(id -> id < below)
                        .limit(request.size())
                        .toList());
    }

    private static CustomerFilter filter(Random random) {
        return new CustomerFilter(
                random.nextInt(8) == 0 ? "客户" : "",
                maybe(random, List.of(CustomerKind.values())),
                maybe(random, SOURCES),
                maybe(random, owners),
                maybe(random, List.of(true, false)),
                random.nextInt(3) == 0 ? moment(random) : null,
                random.nextInt(3) == 0 ? moment(random) : null);
    }

    private static Instant moment(Random random) {
        return START.plus(Duration.ofMinutes(10_001 + random.nextInt(8192 * BLOCKS)));
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> @Nullable T maybe(Random random, List<T> values) {
        return random.nextInt(2) == 0 ? null : pick(random, values);
    }

    private static long total(CustomerFilter filter) {
        return bed.customers.list(filter, new PageRequest(1, 1)).total();
    }
}
