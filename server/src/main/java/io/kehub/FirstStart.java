package io.kehub;

import io.kehub.erp.access.FirstAdministrator;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.settings.WrongSettingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the first administrator before the first request. Keeps a random password only until {@link StartupBanner} has shown
 * it.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private final FirstAdministrator administrator;
    private final Settings settings;
    private @Nullable String passwordToShow;

    FirstStart(FirstAdministrator administrator, Settings settings) {
        this.administrator = administrator;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var given = settings.adminPassword();
        try {
            passwordToShow =
                    administrator.ensure(given == null ? null : given.value()).orElse(null);
        } catch (ProblemException refused) {
            throw refused.problem() instanceof Problem.Invalid ? unsuitable(refused.problem()) : refused;
        }
    }

    private WrongSettingException unsuitable(Problem problem) {
        var name = settings.adminPasswordName();
        return new WrongSettingException(
                problem.message().replace(FirstAdministrator.PASSWORD_SETTING, name),
                "%s does not suit: a password has %s, no control characters, and differs from the login name."
                        .formatted(name, FirstAdministrator.ALLOWED_PASSWORD_LENGTH));
    }

    /** The random password of a first start; empty if none was generated or it was already taken. */
    Optional<String> takePassword() {
        var password = Optional.ofNullable(passwordToShow);
        passwordToShow = null;
        return password;
    }
}
