package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.MutableClock;

/** Departments, the accounts in them, and whose records a manager sees. */
class DepartmentsTest {

    private static final DepartmentId TOP = new DepartmentId(1);
    private static final String PASSWORD = "correct horse battery";
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final MutableClock clock = MutableClock.of(Instant.parse("2025-01-01T02:00:00Z"), ZoneOffset.UTC);
    private final DataSource source = TestDatabase.fresh().dataSource();
    private final AccessTestKit kit = AccessTestKit.on(source, clock);
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    private final Departments departments = new Departments(new DepartmentsJdbc(jdbc), transaction, clock);
    private final Accounts accounts =
            new Accounts(new AccountsJdbc(jdbc), kit.users(), new UsersJdbc(jdbc), departments, transaction);
    private final UserId admin = account("admin", Role.ADMINISTRATOR, TOP);

    private UserId account(String login, Role role, DepartmentId department) {
        return accounts.add(new NewUser(login, login, role, PASSWORD), department, Map.of());
    }

    private static Department.Details named(String name) {
        return new Department.Details(name, "", false, 0, "", "", true);
    }

    private DepartmentId add(@Nullable DepartmentId parent, String name) {
        return departments.add(parent, named(name), admin);
    }

    private Caller caller(UserId id) {
        var user = kit.users().find(id).orElseThrow();
        return new Caller(id, user.login(), user.name(), user.role());
    }

    @Test
    void aManagerSeesTheOwnDepartmentAndTheOnesBelowItAndNoOther() {
        var sales = add(TOP, "销售部");
        var north = add(sales, "北区");
        var service = add(TOP, "客服部");
        var manager = account("manager", Role.MANAGER, sales);
        var seller = account("seller", Role.SALES, north);
        var other = account("other", Role.SALES, service);

        var scope = departments.scopeOf(caller(manager));

        assertThat(scope.includes(manager)).isTrue();
        assertThat(scope.includes(seller)).isTrue();
        assertThat(scope.includes(other)).isFalse();
        assertThat(scope.includes(admin)).isFalse();
        assertThat(departments.scopeOf(caller(seller)).includes(manager)).isFalse();
        assertThat(departments.scopeOf(caller(admin)).isEverything()).isTrue();
    }

    @Test
    void aDepartmentIsNeverPutBelowItself() {
        var first = add(TOP, "一");
        var second = add(first, "二");

        for (var parent : List.of(first, second)) {
            assertThat(Problems.of(() -> departments.change(first, parent, named("一")))
                            .errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.field()).isEqualTo("parent"));
        }
        assertThat(Problems.of(() -> add(TOP, "一"))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void twoMovesAtOnceNeverCloseACircle() throws InterruptedException {
        var first = add(TOP, "一");
        var second = add(TOP, "二");
        var done = Collections.synchronizedList(new ArrayList<Boolean>());
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(
                    List.of(() -> done.add(moved(first, second, "一")), () -> done.add(moved(second, first, "二"))));
        }
        assertThat(done).containsExactlyInAnyOrder(true, false);
    }

    private boolean moved(DepartmentId id, DepartmentId parent, String name) {
        try {
            departments.change(id, parent, named(name));
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    @Test
    void aDeletedAccountIsListedNoMoreAndCannotSignIn() {
        var li = account("li", Role.SALES, TOP);

        accounts.delete(li);

        assertThat(accounts.list(new Accounts.Filter("", "", null, null), FIRST).items())
                .extracting(each -> each.user().login())
                .containsExactly("admin");
        assertThat(Problems.of(() -> kit.signIn().signIn("li", PASSWORD)).code())
                .isEqualTo("wrong_credentials");
        assertThat(Problems.of(() -> kit.users().enable(li, true))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theLastAdministratorIsNeitherDeletedNorDemoted() {
        assertThat(Problems.of(() -> accounts.delete(admin))).isInstanceOf(Problem.Invalid.class);
        assertThat(Problems.of(() -> accounts.change(
                                admin, present -> new AccountDetails("管理员", Role.SALES, TOP, Map.of()), null))
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("role"));
        assertThat(kit.users().find(admin).orElseThrow().role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void listsFilterByDepartmentWithTheOnesBelow() {
        var sales = add(TOP, "销售部");
        var north = add(sales, "北区");
        account("a", Role.SALES, sales);
        account("b", Role.SALES, north);

        assertThat(accounts.list(new Accounts.Filter("", "", true, sales), FIRST)
                        .items())
                .extracting(each -> each.user().login())
                .containsExactly("b", "a");
    }
}
