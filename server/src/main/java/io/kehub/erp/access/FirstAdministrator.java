package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates the administrator on the first start. */
public final class FirstAdministrator {

    /** The login of the first administrator. */
    public static final String LOGIN = "admin";

    private static final String NAME = "管理员";

    /** The field of errors about the configured password. */
    public static final String PASSWORD_SETTING = "KEHUB_ADMIN_PASSWORD";

    /** The allowed length of the password, in English. */
    public static final String ALLOWED_PASSWORD_LENGTH =
            UserRules.MIN_PASSWORD_LENGTH + " to " + UserRules.MAX_PASSWORD_LENGTH + " characters";

    /** Without look-alike characters: 0 O o, 1 I l i, 2 Z z, 5 S s, 8 B, u v V U. */
    private static final String CLEAR_LETTERS = "34679ACDEFGHJKLMNPQRTWXYabcdefghjkmnpqrtwxy";

    /** 24 of 43 characters are 130 random bits. */
    private static final int RANDOM_LETTERS = 24;

    private final UsersJdbc users;
    private final PasswordHashing hashing;
    private final Clock clock;
    private final RandomGenerator random;

    FirstAdministrator(UsersJdbc users, PasswordHashing hashing, Clock clock, RandomGenerator random) {
        this.users = users;
        this.hashing = hashing;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes the administrator {@value #LOGIN} when there is no administrator yet, whether enabled or not. An existing one
     * is left as it is, even if a password is given. When several processes start at once, one of them makes it.
     *
     * @param givenPassword the password to give it; null to have a random one chosen
     * @return the random password, to be shown once: it is stored nowhere in clear, so a process that ends before showing
     *     it loses it. Empty when the password was given or there is an administrator already
     * @throws io.kehub.kernel.ProblemException {@link Problem.Invalid} that names {@code KEHUB_ADMIN_PASSWORD} when the
     *     given password is needed and won't do; {@link Problem.Conflict} when {@value #LOGIN} is another kind of user
     */
    public Optional<String> ensure(@Nullable String givenPassword) {
        if (users.hasAdministrator()) {
            return Optional.empty();
        }
        if (givenPassword != null) {
            UserRules.error(givenPassword, LOGIN, PASSWORD_SETTING)
                    .map(List::of)
                    .ifPresent(ProblemException::refuse);
        }
        var password = givenPassword == null ? randomPassword() : givenPassword;
        var hash = hashing.inTurn(turn -> turn.hash(password));
        var made = users.add(LOGIN, NAME, Role.ADMINISTRATOR, hash, clock.instant());
        if (made.isEmpty() && !users.hasAdministrator()) {
            throw Users.taken(LOGIN);
        }
        return made.isPresent() && givenPassword == null ? Optional.of(password) : Optional.empty();
    }

    private String randomPassword() {
        return random.ints(RANDOM_LETTERS, 0, CLEAR_LETTERS.length())
                .mapToObj(index -> String.valueOf(CLEAR_LETTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
