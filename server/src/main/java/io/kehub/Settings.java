package io.kehub;

import io.kehub.database.DatabaseSettings;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Secret;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import io.kehub.sync.delivery.DeliverySettings;
import io.kehub.wire.http.TrustedProxies;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * All settings of the server, checked before anything starts.
 *
 * @param bind where it listens
 * @param home the folder that holds all state, absolute
 * @param zone the zone in which the ERP writes its times
 * @param logLevel how much KeHub's own classes log
 * @param trustedProxies the reverse proxies whose forwarding headers are trusted
 * @param adminPassword password of the first administrator; null for a random one
 * @param adminPasswordName the setting of that password as the operator wrote it
 * @param database which database it uses
 * @param erp the ERP that the hub delivers into; null for KeHub's own
 * @param deliveries how deliveries are worked off
 */
record Settings(
        Bind bind,
        Path home,
        ZoneId zone,
        Level logLevel,
        TrustedProxies trustedProxies,
        @Nullable Secret adminPassword,
        String adminPasswordName,
        DatabaseSettings database,
        @Nullable ErpAccount erp,
        DeliverySettings deliveries) {

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> LOG_LEVELS = List.of("error", "warn", "info", "debug", "trace");

    /** An account in another ERP. */
    record ErpAccount(URI url, String user, Secret password) {}

    /**
     * Reads and checks what the operator gave.
     *
     * @throws WrongSettingException naming the first setting that can't be used
     */
    static Settings of(RawSettings given) {
        var bind = Bind.of(given);
        var userHome = System.getProperty("user.home", "");
        var home = given.folder(Setting.HOME, "~/.kehub", userHome);
        return new Settings(
                bind,
                home,
                given.zone(Setting.ZONE, DEFAULT_ZONE),
                logLevel(given),
                TrustedProxies.of(given),
                given.secret(Setting.ADMIN_PASSWORD).orElse(null),
                given.nameOf(Setting.ADMIN_PASSWORD),
                DatabaseSettings.of(given, home),
                erp(given),
                DeliverySettings.of(given, Settings::machine, home));
    }

    static Level logLevel(RawSettings given) {
        return Level.valueOf(given.oneOf(Setting.LOG_LEVEL, "info", LOG_LEVELS).toUpperCase(Locale.ROOT));
    }

    private static @Nullable ErpAccount erp(RawSettings given) {
        var url = given.httpUrl(Setting.ERP_URL);
        if (url.isEmpty()) {
            return null;
        }
        var user = given.text(Setting.ERP_USER);
        var password = given.secret(Setting.ERP_PASSWORD);
        if (user.isEmpty() || password.isEmpty()) {
            var missing = user.isEmpty() ? Setting.ERP_USER : Setting.ERP_PASSWORD;
            throw new WrongSettingException(
                    "给出了 %s，还必须给出 %s。".formatted(given.nameOf(Setting.ERP_URL), missing.variable()),
                    "%s is given, so %s must be given too."
                            .formatted(given.nameOf(Setting.ERP_URL), missing.variable()));
        }
        return new ErpAccount(url.get(), user.get(), password.get());
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
