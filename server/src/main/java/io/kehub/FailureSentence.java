package io.kehub;

import io.kehub.kernel.ProblemException;
import java.util.ArrayList;
import java.util.Objects;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what went wrong into what a person at the console can act on: no stack trace, the reason first. */
final class FailureSentence {

    private FailureSentence() {}

    static String of(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        for (var cause : causes) {
            switch (cause) {
                case PortInUseException taken -> {
                    return "端口 " + taken.getPort() + " 已被占用；请用 --port 换一个端口，或用 --port 0 任选空闲端口。\n" + "Port "
                            + taken.getPort()
                            + " is in use; choose another one with --port, or any free one with --port 0.";
                }
                case ProblemException refused -> {
                    return refused.problem().message();
                }
                default -> {}
            }
        }
        for (var cause : causes) {
            if (cause.getClass().getPackageName().startsWith("io.kehub")) {
                return Objects.toString(cause.getMessage(), cause.toString());
            }
        }
        var root = causes.getLast();
        return "启动失败 / could not start: " + Objects.toString(root.getMessage(), root.toString());
    }
}
