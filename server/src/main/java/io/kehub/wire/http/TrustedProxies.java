package io.kehub.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMask;

/** The addresses of reverse proxies that are believed when they say how a client reached them. */
final class TrustedProxies {

    /** Keeps names out, which would be looked up in DNS. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]+(/[0-9]{1,3})?");

    private final List<NetMask> masks;

    private TrustedProxies(List<NetMask> masks) {
        this.masks = masks;
    }

    /**
     * @param setting addresses or CIDR ranges with commas between them; blank trusts no proxy
     * @throws IllegalArgumentException if one is neither
     */
    static TrustedProxies of(String setting) {
        return new TrustedProxies(Stream.of(setting.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(TrustedProxies::mask)
                .toList());
    }

    private static NetMask mask(String text) {
        var allowed = "kehub.trusted-proxies 中的“" + text + "”不是 IP 地址或网段，应形如 127.0.0.1、10.0.0.0/8、::1，多个之间用逗号分隔";
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(allowed);
        }
        try {
            return new NetMask(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(allowed, e);
        }
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
