package io.kehub;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where the server listens.
 *
 * @param address the address, resolved
 * @param host the address as the operator wrote it, without brackets
 * @param port the port; 0 for any free one
 */
record Bind(InetAddress address, String host, int port) {

    static final int DEFAULT_PORT = 8080;
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int MAX_PORT = 65535;

    /** The JDK would read {@code 8080} as the address 0.0.31.144. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]*");

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?");

    /**
     * Reads what the operator gave.
     *
     * @throws WrongSettingException if the port is none, or the address is none of this machine
     */
    static Bind of(RawSettings given) {
        var port = given.integer(Setting.PORT, DEFAULT_PORT, 0, MAX_PORT);
        var text = given.text(Setting.BIND).orElse(DEFAULT_HOST);
        var host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        var numeric = NUMERIC.matcher(host).matches();
        if (HOST.matcher(host).matches() && numeric == IPV4.matcher(host).matches()) {
            try {
                var address = InetAddress.getByName(host);
                if (isOfThisMachine(address)) {
                    return new Bind(address, host, port);
                }
            } catch (UnknownHostException unknown) {
                // reported below
            }
        }
        throw given.wrong(
                Setting.BIND,
                "必须是本机的一个地址：127.0.0.1 仅本机可访问，0.0.0.0 监听全部网卡，或某块网卡的地址",
                "it must be an address of this machine: 127.0.0.1 for this machine only, 0.0.0.0 for all interfaces, or the address of one of them");
    }

    private static boolean isOfThisMachine(InetAddress address) {
        return canListen(new InetSocketAddress(address, 0));
    }

    private static boolean canListen(InetSocketAddress where) {
        try (var socket = new ServerSocket()) {
            socket.bind(where);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * Finds out early whether the port is free, so that nothing has to be undone.
     *
     * @throws StartRefusedException if it is taken, or the user may not use it
     */
    void mustBeFree() {
        if (!canListen(new InetSocketAddress(address, port))) {
            throw refusal();
        }
    }

    /** Why the port can't be listened on, once an attempt has failed. */
    StartRefusedException refusal() {
        if (port < firstUnprivilegedPort() && !somethingListens()) {
            return new StartRefusedException(
                    "没有权限监听端口 %d；请用 --port 指定 1024 或更大的端口，需要 80 或 443 时在前面放一个反向代理。".formatted(port),
                    "This user may not listen on port %d; choose one from 1024 on with --port, and put a reverse proxy before it for 80 or 443."
                            .formatted(port));
        }
        return new StartRefusedException(
                "端口 %d 已被占用；请用 --port 换一个端口，或用 --port 0 任选空闲端口。".formatted(port),
                "Port %d is in use; choose another one with --port, or any free one with --port 0.".formatted(port));
    }

    private static int firstUnprivilegedPort() {
        try {
            return Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))
                    .strip());
        } catch (IOException | NumberFormatException unknown) {
            return 1024;
        }
    }

    private boolean somethingListens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachable(), port), 1000);
            return true;
        } catch (IOException nothing) {
            return false;
        }
    }

    private InetAddress reachable() {
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    /** Where a program on this machine reaches the server that listens on {@code actualPort}. */
    String url(int actualPort) {
        var name = address.isAnyLocalAddress() ? "127.0.0.1" : host;
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + actualPort + "/";
    }
}
