package io.kehub.wire.http;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMask;

/** The addresses of reverse proxies whose forwarding headers are trusted. */
public final class TrustedProxies {

    private static final String LOOPBACK = "127.0.0.0/8, ::1";

    /** Excludes host names, which would cause DNS look-ups. */
    private static final Pattern ADDRESS =
            Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(/[0-9]{1,3})?");

    private final List<NetMask> masks;

    private TrustedProxies(List<NetMask> masks) {
        this.masks = masks;
    }

    /**
     * Parses the setting: comma-separated addresses or CIDR ranges, or {@code none}. The default is the loopback
     * addresses.
     *
     * @throws WrongSettingException if a part is invalid
     */
    public static TrustedProxies of(RawSettings given) {
        var text = given.text(Setting.TRUSTED_PROXIES).orElse(LOOPBACK);
        if (text.strip().equalsIgnoreCase("none")) {
            return new TrustedProxies(List.of());
        }
        return new TrustedProxies(Stream.of(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> mask(given, each))
                .toList());
    }

    private static NetMask mask(RawSettings given, String text) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return new NetMask(text);
            }
        } catch (IllegalArgumentException malformed) {
            // reported below
        }
        throw given.wrong(
                Setting.TRUSTED_PROXIES,
                "每一项都必须是 IP 地址或网段，如 127.0.0.1、10.0.0.0/8、::1，用逗号分隔；none 表示不信任任何代理",
                "each item must be an IP address or range such as 127.0.0.1, 10.0.0.0/8 or ::1, with commas between them; none trusts no proxy");
    }

    /** Whether the forwarding headers of this address are trusted. */
    boolean contains(String address) {
        try {
            var parsed = InetAddress.getByName(address);
            return masks.stream().anyMatch(mask -> mask.matches(parsed));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
