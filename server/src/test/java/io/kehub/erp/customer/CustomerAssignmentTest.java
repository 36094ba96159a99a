package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class CustomerAssignmentTest {

    private final CustomerTestbed bed = new CustomerTestbed();
    private final CustomerAssignment care = bed.bean(CustomerAssignment.class);
    private final UserId chief = bed.user("chief");
    private final UserId li = bed.user("li");
    private final UserId wang = bed.user("wang");
    private final AccessScope everything = AccessScope.everything(chief);

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId customerOf(UserId owner) {
        return bed.customers.add(CustomerTestbed.named("客户"), owner, owner);
    }

    private UserId owner(CustomerId id) {
        return bed.customers.find(id).orElseThrow().owner();
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    @Test
    void anAssignedCustomerHasAnotherOwner() {
        var id = customerOf(li);

        care.assign(List.of(id), wang, chief, everything);

        assertThat(owner(id)).isEqualTo(wang);
        assertThat(bed.customers.find(id, AccessScope.own(li))).isEmpty();
    }

    @Test
    void ofSixteenWhoClaimOneCustomerOneGetsIt() throws InterruptedException {
        var id = customerOf(li);
        care.release(List.of(id), chief, everything);
        var users = new ArrayList<UserId>();
        for (var number = 0; number < 16; number++) {
            users.add(bed.user("claimer" + number));
        }
        var winners = Collections.synchronizedList(new ArrayList<UserId>());
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(users.stream()
                    .<Callable<Boolean>>map(user -> () -> {
                        try {
                            care.claim(List.of(id), user, AccessScope.own(user));
                            return winners.add(user);
                        } catch (ProblemException lost) {
                            return false;
                        }
                    })
                    .toList());
        }

        assertThat(winners).singleElement().isEqualTo(owner(id));
    }

    @Test
    void aProtectedCustomerPreventsTheReturnOfAllToThePool() {
        var isProtected = customerOf(li);
        var other = customerOf(li);
        care.protect(List.of(isProtected), true, li, AccessScope.own(li));

        var problem = refused(() -> care.release(List.of(other, isProtected), chief, everything));

        assertThat(problem.message()).contains("受保护", Long.toString(isProtected.value()));
        assertThat(owner(other)).isEqualTo(li);
        care.protect(List.of(isProtected), false, li, AccessScope.own(li));
        care.release(List.of(other, isProtected), chief, everything);
        assertThat(owner(isProtected)).isEqualTo(Pool.OWNER);
    }

    @Test
    void whatIsInNobodysHandsAndWhatSomebodyElseHasCannotBeClaimedOrGivenAway() {
        var foreign = customerOf(wang);

        assertThat(refused(() -> care.claim(List.of(foreign), li, everything)).message())
                .contains("客户池");
        assertThat(refused(() -> care.assign(List.of(foreign), li, li, AccessScope.own(li))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aSharedCustomerIsVisibleButCannotBeReassigned() {
        var id = customerOf(wang);
        care.share(
                List.of(id), new CustomerShare(false, Set.of(li), true, true, true, true), wang, AccessScope.own(wang));

        assertThat(bed.customers.find(id, AccessScope.own(li))).isPresent();
        assertThat(refused(() -> care.assign(List.of(id), li, li, AccessScope.own(li))))
                .isInstanceOf(Problem.Forbidden.class);

        care.share(
                List.of(id), new CustomerShare(false, Set.of(), true, true, true, true), wang, AccessScope.own(wang));
        assertThat(bed.customers.find(id, AccessScope.own(li))).isEmpty();
    }

    @Test
    void ofTwoReviewersTheFirstDecides() {
        bed.settings.change(present -> present.withReviewRequired(true));
        var id = customerOf(li);

        care.review(id, false, "资料不全", chief, everything);
        assertThat(bed.customers.find(id).orElseThrow().reviewed()).isFalse();
        care.review(id, true, "", chief, everything);

        assertThat(bed.customers.find(id).orElseThrow().reviewed()).isTrue();
        assertThat(refused(() -> care.review(id, true, "", chief, everything)).code())
                .isEqualTo("already_reviewed");
    }

    @Test
    void tooManyAndRepeatedIdsAreRefused() {
        var id = customerOf(li);
        var many = LongStream.rangeClosed(1, 5_000).mapToObj(CustomerId::new).toList();

        assertThat(refused(() -> care.protect(List.of(id, id), true, li, AccessScope.own(li)))
                        .errors())
                .hasSize(1);
        assertThat(refused(() -> care.protect(many, true, li, AccessScope.own(li)))
                        .errors())
                .hasSize(1);
        assertThat(bed.count("customer_event")).isZero();
    }

    @Test
    void theNumberOfStatementsIsTheSameForOneCustomerAndForMany() {
        var statements = new AtomicInteger();
        var template = new JdbcTemplate(bed.bean(DataSource.class)) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                statements.incrementAndGet();
                super.applyStatementSettings(statement);
            }
        };
        var counted = new CustomerAssignment(
                new CustomerAssignmentJdbc(JdbcClient.create(template)),
                new CustomerApplicationsJdbc(bed.jdbc),
                bed.bean(TransactionTemplate.class),
                Clock.systemUTC());
        var many = LongStream.range(0, 30).mapToObj(n -> customerOf(li)).toList();
        var shared = new CustomerShare(true, Set.of(), true, true, false, false);

        for (var act : List.<Consumer<List<CustomerId>>>of(
                ids -> counted.assign(ids, wang, chief, everything),
                ids -> counted.share(ids, shared, chief, everything),
                ids -> counted.protect(ids, false, chief, everything),
                ids -> counted.release(ids, chief, everything),
                ids -> counted.claim(ids, wang, AccessScope.own(wang)))) {
            statements.set(0);
            act.accept(many.subList(0, 1));
            var forOne = statements.getAndSet(0);
            act.accept(many.subList(1, 30));

            assertThat(statements).hasValue(forOne);
            assertThat(forOne).isBetween(1, 6);
        }
    }
}
