package io.kehub.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link ErpClient}. Not thread-safe. */
public final class ErpClientBuilder {
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,36}");

    private final String erp;
    private Dialect dialect = Dialect.QUICK;
    private String user = "";
    private String password = "";
    private @Nullable Supplier<String> session;
    private String device = "kehub";
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Clock clock = Clock.systemUTC();

    ErpClientBuilder(URI erp) {
        this.erp = checked(erp);
    }

    /**
     * Selects the dialect that the client speaks.
     *
     * @param dialect the dialect; {@link Dialect#QUICK} if not set
     * @return this builder
     */
    public ErpClientBuilder dialect(Dialect dialect) {
        this.dialect = dialect;
        return this;
    }

    /**
     * Signs in with an account of the ERP.
     *
     * @param user the user's name
     * @param password the password in clear
     * @return this builder
     */
    public ErpClientBuilder account(String user, String password) {
        this.user = user;
        this.password = password;
        return this;
    }

    /**
     * Uses a session that was opened elsewhere. The supplier is asked on the first call, and again when the ERP says that
     * the session is over; by one thread at a time, which belongs to the client.
     *
     * @param session returns the session as the dialect sends it; for {@link Dialect#QUICK} the whole cookie
     *     {@code NAME=value}, several joined by semicolons; for {@link Dialect#OV1} and {@link Dialect#V3} the session's text
     * @return this builder
     */
    public ErpClientBuilder session(Supplier<String> session) {
        this.session = session;
        return this;
    }

    /**
     * Names the device that signs in. The native dialects send it as {@code serialnum}; the ERP counts wrong passwords by it.
     *
     * @param device 1–36 letters, digits, hyphens and underscores; {@code kehub} if not set
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public ErpClientBuilder device(String device) {
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException("a device name is 1–36 letters, digits, - and _: " + device);
        }
        this.device = device;
        return this;
    }

    /**
     * Limits the time to connect.
     *
     * @param timeout more than zero and at most a day; 5 seconds if not set
     * @return this builder
     */
    public ErpClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = checked(timeout);
        return this;
    }

    /**
     * Limits the time of one request, from connecting to the last byte of the answer. A call that must sign in first has
     * this limit for each of its requests.
     *
     * @param timeout more than zero and at most a day; 30 seconds if not set
     * @return this builder
     */
    public ErpClientBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = checked(timeout);
        return this;
    }

    /**
     * Sets the clock that measures the pause after a rejected sign-in.
     *
     * @param clock the clock; the system's if not set
     * @return this builder
     */
    public ErpClientBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Makes the client. Sends nothing.
     *
     * @return the client; close it when done
     * @throws IllegalStateException unless exactly one of account and session was set, or if a session was set for
     *     {@link Dialect#AUTO}
     */
    public ErpClient build() {
        var given = session;
        if (user.isEmpty() == (given == null)) {
            throw new IllegalStateException("give the client either an account or a session");
        }
        if (given != null && dialect == Dialect.AUTO) {
            throw new IllegalStateException("a session belongs to one dialect: name the dialect, or give an account");
        }
        var credentials = given == null
                ? new ErpConnection.Credentials.Account(user, password)
                : new ErpConnection.Credentials.GivenSession(given);
        return ErpDialect.of(dialect)
                .open(new ErpConnection(
                        new Transport(erp, connectTimeout, requestTimeout), credentials, device, clock));
    }

    private static String checked(URI erp) {
        var scheme = String.valueOf(erp.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || erp.getHost() == null) {
            throw new IllegalArgumentException("the ERP's address needs http or https and a host");
        }
        if (erp.getRawUserInfo() != null || erp.getRawQuery() != null || erp.getRawFragment() != null) {
            throw new IllegalArgumentException("the ERP's address has a user, a query or a fragment");
        }
        var address = erp.toString();
        while (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        return address;
    }

    private static Duration checked(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("a time limit is more than zero and at most a day: " + timeout);
        }
        return timeout;
    }
}
