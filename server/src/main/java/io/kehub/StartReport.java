package io.kehub;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Knows where the server answers, and tells the person at the console. */
@Component
class StartReport {

    private final FirstStart firstStart;
    private final String bind;
    private final String home;
    private final String databaseUrl;
    private final PrintStream console;
    private int port;

    StartReport(
            FirstStart firstStart,
            @Value("${kehub.bind}") String bind,
            @Value("${kehub.home}") String home,
            @Value("${kehub.db-url:}") String databaseUrl) {
        this.firstStart = firstStart;
        this.bind = bind;
        this.home = home;
        this.databaseUrl = databaseUrl;
        this.console = System.out;
    }

    @EventListener
    void webServerIsUp(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        console.println("KeHub 客枢 " + VersionCommand.programVersion());
        console.println("  地址 / Address   " + address());
        console.println(
                databaseUrl.isEmpty() ? "  数据 / Home      " + home : "  数据库 / Database " + withoutSecrets(databaseUrl));
        firstStart.takePassword().ifPresent(password -> {
            console.println("  首个管理员 / First administrator   admin");
            console.println("  密码（只显示这一次）/ Password (shown this once)   " + password);
        });
        console.flush();
    }

    /** Where a program on this machine reaches the server. */
    String address() {
        return "http://" + reachableHost(bind) + ":" + port + "/";
    }

    private static String reachableHost(String bind) {
        try {
            var address = InetAddress.getByName(bind);
            if (address.isAnyLocalAddress()) {
                return "127.0.0.1";
            }
            return bind.contains(":") ? "[" + bind + "]" : bind;
        } catch (UnknownHostException unknown) {
            return bind;
        }
    }

    private static @Nullable String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("[?].*", "");
    }
}
