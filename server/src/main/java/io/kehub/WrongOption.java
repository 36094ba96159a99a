package io.kehub;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says which option is wrong, in Chinese and English. Never repeats a value, because the value of a misspelt
 * {@code --db-password} is a password.
 */
final class WrongOption implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            err.println(unknown(command, unmatched));
        } else {
            err.println("参数错误 / Wrong option: " + failure.getMessage());
        }
        err.println("用法 / Usage: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String unknown(CommandLine command, UnmatchedArgumentException failure) {
        var argument = failure.getUnmatched().getFirst();
        var equals = argument.indexOf('=');
        var name = equals < 0 ? argument : argument.substring(0, equals);
        var suggestions = String.join(", ", failure.getSuggestions());
        var hint = suggestions.isEmpty() ? "" : "；是否应为 / did you mean: " + suggestions;
        if (argument.startsWith("-")) {
            return "未知选项 / Unknown option: " + name + (hint.isEmpty() ? "；可用 / known: " + known(command) : hint);
        }
        return command.getSubcommands().isEmpty()
                ? "有一个多余的参数；值请紧跟在选项之后，或写成 --选项=值 / There is one argument too many; write --option=value"
                : "未知命令 / Unknown command: " + name + hint;
    }

    private static String known(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
