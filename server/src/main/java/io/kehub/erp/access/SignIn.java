package io.kehub.erp.access;

import io.kehub.erp.access.UsersJdbc.Credentials;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs people in and limits password guessing. It does not reveal whether a login exists: an unknown login, a disabled user
 * and a service account are counted, locked out and answered like a wrong password, and cost the same hashing.
 *
 * <p>An attempt has three steps, all within one turn of hashing ({@link PasswordHashing}), so that a burst of sign-ins waits
 * in memory and not for database connections:
 *
 * <ol>
 *   <li>one transaction records the attempt and commits, or rejects it if the sign-in is locked. The row of the login is
 *       locked, so concurrent guesses are counted one by one across all processes of the database;
 *   <li>the password is verified without holding a connection, because this takes a hundred times as long as the rest;
 *   <li>one transaction stores the result. A correct password opens the session, if the user is still enabled and still has
 *       that password.
 * </ol>
 *
 * <p>If the process dies between the first and the last step, the attempt counts as wrong after a minute.
 */
public final class SignIn {

    private final UsersJdbc users;
    private final SignInTriesJdbc triesJdbc;
    private final Captchas captchas;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignIn(
            UsersJdbc users,
            SignInTriesJdbc triesJdbc,
            Captchas captchas,
            Sessions sessions,
            PasswordHashing hashing,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.triesJdbc = triesJdbc;
        this.captchas = captchas;
        this.sessions = sessions;
        this.hashing = hashing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The signed-in user and the new session.
     *
     * @param token the only copy of the session's secret
     */
    public record SignedIn(Caller caller, SessionToken token) {}

    /**
     * Signs in and opens a session. The login is compared in its folded form, the password with regard to case. A right
     * password resets the count of wrong ones.
     *
     * <p>Throws {@link Problem.Unauthenticated} with the code {@code wrong_credentials}, and {@link Problem.TooManyRequests}
     * with the code {@code sign_in_closed} from the fifth wrong password within 15 minutes on, for 15 minutes, also for
     * the right password; {@code sign_in_under_way} when the attempts for this login that are being verified could
     * use up the limit; {@code busy} when too many sign-ins wait for their turn. The last two change nothing.
     */
    public SignedIn signIn(String login, String password) {
        return signIn(login, password, Gate.OPEN);
    }

    /**
     * The same for dialects that know a captcha: from the third wrong password within 15 minutes on, the device must show
     * what it read in a picture ({@link Captchas#issue}). A given code is used up, right or wrong.
     *
     * <p>Also throws {@link Problem.Unauthenticated} with the code {@code captcha_required} if none is given, and
     * {@code wrong_captcha}; neither counts as a wrong password.
     */
    public SignedIn signIn(String login, String password, CaptchaProof proof) {
        if (proof.code().isEmpty()) {
            return signIn(login, password, Gate.CLOSED);
        }
        return signIn(login, password, captchas.isRight(proof) ? Gate.OPEN : Gate.WRONG);
    }

    /** Whether a required captcha is satisfied. */
    private enum Gate {
        OPEN,
        CLOSED,
        WRONG
    }

    private SignedIn signIn(String login, String password, Gate gate) {
        var searched = searched(login);
        var key = Sessions.sha256(Text.key(searched));
        return hashing.inTurn(turn -> {
            var begun = now();
            triesJdbc.removeExpired(begun);
            var credentials = transaction.execute(status -> begin(key, searched, begun, gate));
            var hash = credentials.map(Credentials::passwordHash).orElse(null);
            if (turn.matches(password, hash) && credentials.isPresent()) {
                var found = credentials.get();
                var better = turn.isOutdated(found.passwordHash()) ? turn.hash(password) : null;
                var signedIn = transaction.execute(status -> succeed(key, begun, found, better));
                if (signedIn.isPresent()) {
                    return signedIn.get();
                }
            }
            throw refusal(transaction.execute(status -> fail(key, begun)));
        });
    }

    /** Replaces an impossible login by the empty one, which no user has, so that long texts are not stored. */
    private static String searched(String login) {
        var given = Text.withoutInvisible(login);
        return UserRules.isPossibleLogin(given) ? given : "";
    }

    private Optional<Credentials> begin(byte[] key, String searched, Instant now, Gate gate) {
        var tries = triesJdbc.lock(key).asOf(now);
        if (tries.isClosed()) {
            throw refusal(tries);
        }
        if (tries.needsCaptcha() && gate != Gate.OPEN) {
            throw new ProblemException(
                    gate == Gate.WRONG
                            ? new Problem.Unauthenticated("wrong_captcha", "验证码错误或已过期，请重新获取验证码图片")
                            : new Problem.Unauthenticated(
                                    "captcha_required",
                                    "密码已输错 " + SignInTries.BEFORE_CAPTCHA + " 次，请填写验证码 rndcode，图片地址"
                                            + " /sysa/mobilephone/rndcode.asp?serialnum=用户串号"));
        }
        if (tries.isFull()) {
            throw new ProblemException(
                    new Problem.TooManyRequests("sign_in_under_way", "该用户有多个登录请求正在处理，请 1 秒后再试", Duration.ofSeconds(1)));
        }
        triesJdbc.save(key, tries.begun(now));
        return users.credentials(searched);
    }

    private Optional<SignedIn> succeed(
            byte[] key, Instant begun, Credentials credentials, @Nullable String betterHash) {
        var tries = triesJdbc.lock(key).asOf(now());
        if (!users.lockIfCurrent(credentials)) {
            return Optional.empty();
        }
        var caller = credentials.caller();
        if (betterHash != null) {
            users.changeHash(caller.user(), betterHash);
        }
        triesJdbc.save(key, tries.wentRight(begun));
        return Optional.of(new SignedIn(caller, sessions.open(caller.user())));
    }

    private SignInTries fail(byte[] key, Instant begun) {
        var now = now();
        var tries = triesJdbc.lock(key).asOf(now).wentWrong(begun, now);
        triesJdbc.save(key, tries);
        return tries;
    }

    private ProblemException refusal(SignInTries tries) {
        var closedUntil = tries.closedUntil();
        if (closedUntil == null) {
            return new ProblemException(new Problem.Unauthenticated(
                    "wrong_credentials",
                    "用户名或密码错误，再错 " + tries.left() + " 次将暂停该用户登录 " + SignInTries.CLOSED_FOR.toMinutes() + " 分钟"));
        }
        var wait = Waits.left(closedUntil, now(), SignInTries.CLOSED_FOR);
        return new ProblemException(new Problem.TooManyRequests(
                "sign_in_closed",
                "密码在 %d 分钟内输错 %d 次，该用户已暂停登录，请 %s后再试"
                        .formatted(SignInTries.WINDOW.toMinutes(), SignInTries.MAX, spoken(wait)),
                wait));
    }

    /** In the precision of the database, because an attempt is identified by its start. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Rounded up, so that a retry after this time is not too early. */
    private static String spoken(Duration wait) {
        var seconds = wait.plusMillis(999).toSeconds();
        return seconds > 60 ? (seconds + 59) / 60 + " 分钟" : seconds + " 秒";
    }
}
