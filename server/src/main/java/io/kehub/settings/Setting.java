package io.kehub.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that an operator can set. Each has an environment variable {@code KEHUB_…} and a Java system property
 * {@code kehub.…}; some also have a command line option. {@code docs/settings.md} describes them.
 */
public enum Setting {
    PORT("port"),
    BIND("bind"),
    HOME("home"),
    ZONE("zone"),
    LOG_LEVEL("log-level"),
    TRUSTED_PROXIES("trusted-proxies"),
    ADMIN_PASSWORD("admin-password"),
    SAMPLE_PASSWORD("sample-password"),
    DB_URL("db-url"),
    DB_USER("db-user"),
    DB_PASSWORD("db-password"),
    DB_POOL_SIZE("db-pool-size"),
    ERP_URL("erp-url"),
    ERP_USER("erp-user"),
    ERP_PASSWORD("erp-password"),
    SYNC_NODE("sync.node"),
    SYNC_WORKERS("sync.workers"),
    SYNC_REQUEST_TIMEOUT("sync.request-timeout"),
    SYNC_SETTLE("sync.settle"),
    SYNC_LEASE("sync.lease"),
    SYNC_POLL("sync.poll"),
    SYNC_STOP_WITHIN("sync.stop-within");

    /** Prefix of every environment variable. */
    static final String VARIABLE_PREFIX = "KEHUB_";

    /** Prefix of every system property. */
    static final String PROPERTY_PREFIX = "kehub.";

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    /** The environment variable, for example {@code KEHUB_DB_URL}. */
    public String variable() {
        return VARIABLE_PREFIX + key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The Java system property, for example {@code kehub.db-url}. */
    public String property() {
        return PROPERTY_PREFIX + key;
    }

    /** The command line option that has the same meaning, if there is one: for example {@code --db-url}. */
    public String option() {
        return "--" + key;
    }

    static Optional<Setting> ofVariable(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(name))
                .findFirst();
    }

    static Optional<Setting> ofProperty(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.property().equals(name))
                .findFirst();
    }
}
