package io.kehub;

import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the address of the server, and the first password, on the console. */
@Component
class StartupBanner {

    private final FirstStart firstStart;
    private final Settings settings;
    private final PrintStream console;
    private int port;

    StartupBanner(FirstStart firstStart, Settings settings) {
        this.firstStart = firstStart;
        this.settings = settings;
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
        var database = settings.database().shownUrl();
        console.println(database.isEmpty() ? "  数据 / Home      " + settings.home() : "  数据库 / Database " + database);
        firstStart.takePassword().ifPresent(password -> {
            console.println("  首个管理员 / First administrator   admin");
            console.println("  密码（只显示这一次）/ Password (shown this once)   " + password);
        });
        console.flush();
    }

    /** Where a program on this machine reaches the server. */
    String address() {
        return settings.bind().url(port);
    }
}
