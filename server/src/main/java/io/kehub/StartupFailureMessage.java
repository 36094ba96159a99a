package io.kehub;

import io.kehub.database.DatabaseStartException;
import io.kehub.kernel.ProblemException;
import io.kehub.settings.WrongSettingException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.ExitCode;

/** Explains why the start failed in words that an operator can act on: the reason first, no stack trace. */
final class StartupFailureMessage {

    private StartupFailureMessage() {}

    /** Several lines: what is wrong and what to do, in Chinese and then in English. */
    static String of(Throwable failure) {
        var causes = causes(failure);
        for (var cause : causes) {
            switch (cause) {
                case WrongSettingException wrong -> {
                    return wrong.getMessage();
                }
                case StartRefusedException refused -> {
                    return refused.getMessage();
                }
                case ProblemException refused -> {
                    return refused.problem().message();
                }
                default -> {}
            }
        }
        return DatabaseStartException.in(failure)
                .map(DatabaseStartException::getMessage)
                .orElseGet(() -> unexpected(causes.getLast()));
    }

    private static String unexpected(Throwable root) {
        var reason = Objects.toString(root.getMessage(), root.getClass().getSimpleName())
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        return "启动失败：" + reason + "。设 KEHUB_LOG_LEVEL=debug 后重新启动，可看到详情。" + System.lineSeparator() + "Could not start: "
                + reason + ". Start again with KEHUB_LOG_LEVEL=debug for details.";
    }

    /** 2 for a wrong option or setting, 1 for everything else. */
    static int exitStatus(Throwable failure) {
        return causes(failure).stream().anyMatch(WrongSettingException.class::isInstance)
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    /** Whether the server could not listen on its port. */
    static boolean couldNotListen(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof PortInUseException || cause instanceof BindException);
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
