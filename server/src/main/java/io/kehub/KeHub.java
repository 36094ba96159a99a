package io.kehub;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The program: {@code kehub serve}, {@code demo}, {@code sample}, {@code version}, {@code help}.
 *
 * <p>Exit status: 0 done, 1 failed with a sentence that says why, 2 a wrong option or setting.
 */
@Command(
        name = "kehub",
        description = {
            "KeHub 客枢：会说智邦国际 ERP 开放接口的 ERP，与把微信联系人建档入库的客户中台。",
            "An ERP that speaks the open API of 智邦国际, and a hub that files WeChat contacts into it."
        },
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SampleCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
public final class KeHub {

    private KeHub() {}

    public static void main(String[] args) {
        ForeignProperties.remove();
        // Tomcat, Flyway and the like speak through SLF4J; nothing here opens a window.
        System.setProperty("java.awt.headless", "true");
        var command = new CommandLine(new KeHub());
        // a password may begin with @, which would otherwise name a file of arguments
        command.setExpandAtFiles(false);
        command.setParameterExceptionHandler(new WrongOption());
        command.setExecutionExceptionHandler((failure, line, parsed) -> told(failure));
        if (args.length == 0) {
            command.usage(System.out);
            return;
        }
        int status;
        try {
            status = command.execute(OriginalText.arguments(args));
        } catch (Throwable broken) {
            status = told(broken);
        }
        if (status != ServeCommand.STAYS_UP) {
            System.exit(status);
        }
    }

    private static int told(Throwable failure) {
        System.err.println(StartupFailureMessage.of(failure));
        System.err.flush();
        return StartupFailureMessage.exitStatus(failure);
    }
}
