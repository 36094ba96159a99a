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

    /** Keeps names out, which would be looked up in DNS. */
    private static final Pattern ADDRESS =
            Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(/[0-9]{1,3})?");

    private final List<NetMask> masks;

    private TrustedProxies(List<NetMask> masks) {
        this.masks = masks;
    }

    /**
     * Reads what the operator gave: addresses or CIDR ranges with commas between them, or {@code none}. The default is this
     * machine.
     *
     * @throws WrongSettingException if one is neither
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

    /** Whether a proxy at this address is believed. */
    boolean contains(String address) {
        try {
            var parsed = InetAddress.getByName(address);
            return masks.stream().anyMatch(mask -> mask.matches(parsed));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
