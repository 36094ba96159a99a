package io.kehub.erp.access;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes cheaply, counts what it does, and lets a test step in before a password is verified. */
final class CountingEncoder implements PasswordEncoder {

    private final PasswordEncoder encoder = AccessTestKit.cheapEncoder();
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicInteger hashings = new AtomicInteger();
    private volatile Runnable beforeVerification = () -> {};

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        hashings.incrementAndGet();
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        verifications.incrementAndGet();
        beforeVerification.run();
        return encoder.matches(password, hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    int verifications() {
        return verifications.get();
    }

    int hashings() {
        return hashings.get();
    }

    void beforeVerification(Runnable step) {
        beforeVerification = step;
    }
}
