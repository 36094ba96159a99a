package io.kehub;

import io.kehub.erp.access.FirstAdministrator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sees to it that somebody can sign in before the first request comes. Holds a random password only until
 * {@link StartReport} has shown it.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private final FirstAdministrator administrator;
    private final @Nullable String givenPassword;
    private @Nullable String passwordToShow;

    FirstStart(
            FirstAdministrator administrator,
            @Value("${kehub.admin-password:#{null}}") @Nullable String givenPassword) {
        this.administrator = administrator;
        this.givenPassword = givenPassword;
    }

    @Override
    public void afterSingletonsInstantiated() {
        passwordToShow = administrator.ensure(givenPassword).orElse(null);
    }

    /** The random password of a first start; empty when there is none to show or it was taken already. */
    Optional<String> takePassword() {
        var password = Optional.ofNullable(passwordToShow);
        passwordToShow = null;
        return password;
    }
}
