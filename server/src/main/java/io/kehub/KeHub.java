package io.kehub;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The program: {@code kehub serve}, {@code demo}, {@code version}, {@code help}.
 *
 * <p>Exit status: 0 done, 1 failed with a sentence that says why, 2 a wrong option.
 */
@Command(
        name = "kehub",
        description = {
            "KeHub 客枢：会说智邦国际 ERP 开放接口的 ERP，与把微信联系人建档入库的客户中台。",
            "An ERP that speaks the open API of 智邦国际, and a hub that files WeChat contacts into it."
        },
        subcommands = {ServeCommand.class, DemoCommand.class, VersionCommand.class, HelpCommand.class})
public final class KeHub {

    private KeHub() {}

    public static void main(String[] args) {
        // Tomcat, Flyway and the like speak through SLF4J; nothing here opens a window.
        System.setProperty("java.awt.headless", "true");
        var command = new CommandLine(new KeHub());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(FailureSentence.of(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        if (args.length == 0) {
            command.usage(System.out);
            return;
        }
        var status = command.execute(args);
        if (status != ServeCommand.STAYS_UP) {
            System.exit(status);
        }
    }
}
