package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.threeten.extra.MutableClock;

class UsersTest {

    private static final String PASSWORD = "a good password";
    private static final String ALLOWED_LOGIN = "1 至 50 个字，不含空白和不可见字符";
    private static final String ALLOWED_NAME = "1 至 50 个字，不含换行和不可见字符";
    private static final String ALLOWED_PASSWORD = "8 至 128 个字";
    private static final DataSource DATABASE = TestDatabase.fresh().dataSource();

    private final AccessTestKit kit =
            AccessTestKit.on(DATABASE, MutableClock.of(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC));
    private final Users users = kit.users();
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);

    @BeforeEach
    void nobody() {
        jdbc.sql("truncate erp_user, erp_session, sign_in_tries restart identity cascade")
                .update();
    }

    @Test
    void aCreatedUserIsFoundAndTheFirstIdIs1001() {
        var user = users.create(new NewUser(" Li.Xiao ", "李 销售", Role.SALES, PASSWORD));

        assertThat(user).isEqualTo(new User(new UserId(1001), "Li.Xiao", "李 销售", Role.SALES, true));
        assertThat(users.find(user.id())).contains(user);
        assertThat(users.find(new UserId(1))).isEmpty();
    }

    @Test
    void onlyTheHashOfAPasswordIsStored() {
        users.create(new NewUser("li", "李销售", Role.SALES, PASSWORD));

        assertThat(jdbc.sql("select u::text from erp_user u")
                        .query(String.class)
                        .single())
                .contains("$argon2id$")
                .doesNotContain(PASSWORD);
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertThat(Problems.of(() -> users.create(new NewUser("", "　", Role.SALES, "short"))))
                .isEqualTo(Problem.Invalid.of(List.of(
                        new FieldError("login", "登录名不能为空", ALLOWED_LOGIN),
                        new FieldError("name", "姓名不能为空", ALLOWED_NAME),
                        new FieldError("password", "密码太短：共 5 个字", ALLOWED_PASSWORD))));
        assertThat(users.list(new PageRequest(1, 20)).total()).isZero();
    }

    @Test
    void limitsAreCountedInCodePoints() {
        var longest = "𠮷".repeat(50);
        var user = users.create(new NewUser(longest, longest, Role.SALES, "𠮷".repeat(128)));

        assertThat(users.find(user.id())).contains(user);
        assertThat(error(new NewUser(longest + "x", "李", Role.SALES, PASSWORD)))
                .isEqualTo(new FieldError("login", "登录名太长：共 51 个字", ALLOWED_LOGIN));
        assertThat(error(new NewUser("x", longest + "x", Role.SALES, PASSWORD)))
                .isEqualTo(new FieldError("name", "姓名太长：共 51 个字", ALLOWED_NAME));
        assertThat(error(new NewUser("x", "李", Role.SALES, "𠮷".repeat(129))))
                .isEqualTo(new FieldError("password", "密码太长：共 129 个字", ALLOWED_PASSWORD));
        assertThat(error(new NewUser("x", "李", Role.SALES, "𠮷".repeat(7))))
                .isEqualTo(new FieldError("password", "密码太短：共 7 个字", ALLOWED_PASSWORD));
    }

    @Test
    void aLoginHasNoBlanksAndNoInvisibleCharacters() {
        for (var login :
                List.of("li xiao", "li\txiao", "li　xiao", "li\0x", "li\u200Bxiao", "li\u202Exiao", "li\uD842")) {
            assertThat(error(new NewUser(login, "李", Role.SALES, PASSWORD)))
                    .isEqualTo(new FieldError("login", "登录名的第 3 个字是空白或不可见字符", ALLOWED_LOGIN));
        }
        assertThat(error(new NewUser("li", "李\n销售", Role.SALES, PASSWORD)))
                .isEqualTo(new FieldError("name", "姓名的第 2 个字是换行或不可见字符", ALLOWED_NAME));
        assertThat(error(new NewUser("li", "李", Role.SALES, "a pass\0word")))
                .isEqualTo(new FieldError("password", "密码的第 7 个字是不允许的控制字符", "普通文字，可含换行和制表符"));
    }

    @Test
    void aPasswordThatIsTheLoginIsRefused() {
        assertThat(error(new NewUser("li.xiao.sales", "李", Role.SALES, "ＬＩ.xiao.Sales")))
                .isEqualTo(new FieldError("password", "密码与登录名相同", "与登录名不同的密码"));
    }

    @Test
    void aLoginThatDiffersOnlyInCaseOrWidthConflicts() {
        users.create(new NewUser("Li.Xiao", "李销售", Role.SALES, PASSWORD));

        assertThat(Problems.of(() -> users.create(new NewUser("ｌｉ.xiao", "另一人", Role.SALES, PASSWORD))))
                .isEqualTo(Problem.Conflict.field("login", "登录名“ｌｉ.xiao”已被使用", "未被使用的登录名，不区分大小写和全角半角"));
        assertThat(users.list(new PageRequest(1, 20)).total()).isEqualTo(1);
    }

    @Test
    void anIdThatIsUsedIsNotReportedAsALoginThatIsUsed() {
        users.create(new NewUser("li", "李", Role.SALES, PASSWORD));
        jdbc.sql("alter table erp_user alter column id restart with 1001").update();

        assertThatThrownBy(() -> users.create(new NewUser("wang", "王", Role.SALES, PASSWORD)))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("erp_user_pkey");

        jdbc.sql("alter table erp_user alter column id restart with 1001").update();
        assertThatThrownBy(() -> users.serviceAccount("robot", "服务")).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void ofManyWhoWantOneLoginAtOnceOneGetsIt() throws Exception {
        Callable<String> creating = () -> {
            try {
                return users.create(new NewUser("li", "李", Role.SALES, PASSWORD))
                        .login();
            } catch (ProblemException e) {
                return e.problem().code();
            }
        };

        try (var threads = Executors.newFixedThreadPool(8)) {
            var results = threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(n -> creating).toList());
            assertThat(results.stream().map(Future::resultNow))
                    .containsOnly("li", "taken")
                    .containsOnlyOnce("li");
        }
    }

    @Test
    void usersAreListedInTheOrderInWhichTheyCame() {
        Stream.of("a", "b", "c").forEach(login -> users.create(new NewUser(login, login, Role.SALES, PASSWORD)));

        var second = users.list(new PageRequest(2, 2));
        assertThat(second.items()).extracting(User::login).containsExactly("c");
        assertThat(second.total()).isEqualTo(3);
        assertThat(users.list(new PageRequest(9, 2)).items()).isEmpty();
        assertThat(users.list(new PageRequest(9, 2)).total()).isEqualTo(3);
    }

    @Test
    void namesAreReturnedForKnownIdsOnly() {
        var li = users.create(new NewUser("li", "李销售", Role.SALES, PASSWORD)).id();
        var wang =
                users.create(new NewUser("wang", "王销售", Role.SALES, PASSWORD)).id();

        assertThat(users.names(List.of(li, wang, li, new UserId(7)))).isEqualTo(Map.of(li, "李销售", wang, "王销售"));
        assertThat(users.names(List.of())).isEmpty();
    }

    @Test
    void disablingEndsTheSessionsForGood() {
        var li = users.create(new NewUser("li", "李销售", Role.SALES, PASSWORD)).id();
        var wang =
                users.create(new NewUser("wang", "王销售", Role.SALES, PASSWORD)).id();
        var token = kit.sessions().open(li);
        var other = kit.sessions().open(wang);

        assertThat(users.enable(li, false).enabled()).isFalse();

        assertThat(kit.sessions().find(token)).isEmpty();
        assertThat(users.enable(li, true).enabled()).isTrue();
        assertThat(kit.sessions().find(token)).isEmpty();
        assertThat(kit.sessions().find(other)).isPresent();
        assertThat(kit.signIn().signIn("li", PASSWORD).caller().user()).isEqualTo(li);
    }

    @Test
    void theLastEnabledAdministratorCannotBeDisabled() {
        var first = users.create(new NewUser("one", "一", Role.ADMINISTRATOR, PASSWORD))
                .id();
        var second = users.create(new NewUser("two", "二", Role.ADMINISTRATOR, PASSWORD))
                .id();
        users.enable(second, false);

        assertThat(Problems.of(() -> users.enable(first, false)))
                .isEqualTo(Problem.Invalid.field("enabled", "不能停用最后一个管理员", "先启用另一个管理员"));
        assertThat(users.find(first)).get().matches(User::enabled);

        users.enable(second, true);
        assertThat(users.enable(first, false).enabled()).isFalse();
    }

    @Test
    void administratorsWhoDisableEachOtherAtOnceLeaveOne() throws Exception {
        var ids = Stream.of("a", "b", "c", "d")
                .map(login -> users.create(new NewUser(login, login, Role.ADMINISTRATOR, PASSWORD))
                        .id())
                .toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(ids.stream()
                    .<Callable<User>>map(id -> () -> users.enable(id, false))
                    .toList());
        }

        assertThat(users.list(new PageRequest(1, 20)).items())
                .filteredOn(User::enabled)
                .hasSize(1);
    }

    @Test
    void aChangedPasswordReplacesTheOldOneAndEndsTheSessions() {
        var li = users.create(new NewUser("li", "李销售", Role.SALES, PASSWORD)).id();
        var token = kit.sessions().open(li);

        users.changePassword(li, "another password");

        assertThat(kit.sessions().find(token)).isEmpty();
        assertThat(kit.signIn().signIn("li", "another password").caller().user())
                .isEqualTo(li);
        assertThat(Problems.of(() -> kit.signIn().signIn("li", PASSWORD)).code())
                .isEqualTo("wrong_credentials");
    }

    @Test
    void aRefusedPasswordChangesNothing() {
        var li = users.create(new NewUser("li.xiao.x", "李销售", Role.SALES, PASSWORD))
                .id();
        var token = kit.sessions().open(li);

        assertThat(Problems.of(() -> users.changePassword(li, "LI.xiao.x")))
                .isEqualTo(Problem.Invalid.field("password", "密码与登录名相同", "与登录名不同的密码"));
        assertThat(kit.sessions().find(token)).isPresent();
        assertThat(kit.signIn().signIn("li.xiao.x", PASSWORD).caller().user()).isEqualTo(li);
    }

    @Test
    void anUnknownUserCannotBeChanged() {
        var unknown = new Problem.NotFound(
                "no_such_user", "没有编号为 5 的用户", List.of(new FieldError("id", "没有编号为 5 的用户", "用户列表中的编号")));

        assertThat(Problems.of(() -> users.enable(new UserId(5), true))).isEqualTo(unknown);
        assertThat(Problems.of(() -> users.enable(new UserId(5), false))).isEqualTo(unknown);
        assertThat(Problems.of(() -> users.changePassword(new UserId(5), PASSWORD)))
                .isEqualTo(unknown);
    }

    @Test
    void aServiceAccountIsCreatedOnceUnderConcurrentCalls() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var accounts = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<User>>mapToObj(n -> () -> users.serviceAccount("kehub-sync", "同步服务"))
                    .toList());
            assertThat(accounts.stream().map(Future::resultNow).distinct()).hasSize(1);
        }
        assertThat(users.list(new PageRequest(1, 20)).total()).isEqualTo(1);
    }

    @Test
    void aServiceAccountWorksInSessionsAndNeverGetsAPassword() {
        var service = users.serviceAccount("kehub-sync", "同步服务");

        assertThat(kit.sessions().find(kit.sessions().open(service.id())))
                .contains(new Caller(service.id(), "kehub-sync", "同步服务", Role.SERVICE));
        assertThat(Problems.of(() -> users.changePassword(service.id(), PASSWORD)))
                .isEqualTo(new Problem.Forbidden("service_account", "服务账号没有密码，也不能设置密码"));
        assertThat(Problems.of(() -> kit.signIn().signIn("kehub-sync", PASSWORD))
                        .code())
                .isEqualTo("wrong_credentials");
    }

    @Test
    void thePersonWhoHasAServicesLoginIsNotUsedAsOne() {
        users.create(new NewUser("kehub-sync", "某人", Role.SALES, PASSWORD));

        assertThat(Problems.of(() -> users.serviceAccount("KEHUB-sync", "同步服务")))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(new NewUser("li", "李销售", Role.SALES, PASSWORD).toString()).doesNotContain(PASSWORD);
    }

    private FieldError error(NewUser user) {
        var errors = Problems.of(() -> users.create(user)).errors();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }
}
