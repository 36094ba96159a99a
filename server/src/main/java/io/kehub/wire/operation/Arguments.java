package io.kehub.wire.operation;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.OldValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The validated, typed arguments of one request. */
public final class Arguments {

    private final Set<Parameter<?>> declared;
    private final Map<Parameter<?>, Object> values;
    private final Set<Parameter<?>> mentioned;
    private final Map<String, String> customFields;
    private final @Nullable OldValues old;

    /** @param declared the parameters that the operation may read; reading any other one throws */
    Arguments(
            Set<Parameter<?>> declared,
            Map<Parameter<?>, Object> values,
            Set<Parameter<?>> mentioned,
            Map<String, String> customFields,
            @Nullable OldValues old) {
        this.declared = declared;
        this.old = old;
        this.values = Map.copyOf(values);
        this.mentioned = Set.copyOf(mentioned);
        this.customFields = Map.copyOf(customFields);
    }

    /** The given value; null if there is none. */
    @SuppressWarnings("unchecked") // the decoder stores only values that the parameter's own type produced
    public <T> @Nullable T find(Parameter<T> parameter) {
        return (T) values.get(checked(parameter));
    }

    /** Whether the request contains the parameter, even blank. Lets an update distinguish "clear" from "keep". */
    public boolean mentions(Parameter<?> parameter) {
        return mentioned.contains(checked(parameter));
    }

    public <T> T orElse(Parameter<T> parameter, T fallback) {
        var value = find(parameter);
        return value == null ? fallback : value;
    }

    /** The given text; empty if there is none. */
    public String text(Parameter<String> parameter) {
        return orElse(parameter, "");
    }

    /** The given text, even if blank; {@code current} if the request does not contain the parameter. */
    public String text(Parameter<String> parameter, String present) {
        return mentions(parameter) ? text(parameter) : present;
    }

    /** The value of a required parameter. */
    public <T> T get(Parameter<T> parameter) {
        var value = find(parameter);
        if (value == null) {
            throw new IllegalStateException(parameter.name() + " is required and was let through without a value");
        }
        return value;
    }

    /**
     * Rejects an update that changes nothing.
     *
     * @throws ProblemException with {@code Problem.Invalid} if the request contains none of these parameters
     */
    public void requireAny(DialectId dialect, Parameter<?>... parameters) {
        if (Arrays.stream(parameters).noneMatch(this::mentions)) {
            var names = Arrays.stream(parameters)
                    .flatMap(parameter -> parameter.in(dialect).stream())
                    .map(Parameter.Form::wireName)
                    .collect(Collectors.joining("、"));
            throw new ProblemException(
                    new Problem.Invalid("nothing_to_change", "没有要修改的内容，至少填写一个字段：" + names, List.of()));
        }
    }

    /** The arguments without the given parameters; used to compare requests that may differ in those. */
    Object allBut(Parameter<?>... parameters) {
        var others = new HashMap<>(values);
        for (var parameter : parameters) {
            others.remove(checked(parameter));
        }
        return Map.of("values", others, "customFields", customFields);
    }

    /** Whether some values are valid only if the record already has them. */
    boolean hasOldValues() {
        return old != null && !old.isEmpty();
    }

    /**
     * Checks the values that are valid only if the record already has them.
     *
     * @param present what the record has now, by the name of the parameter
     * @throws ProblemException with {@code Problem.Invalid} about every old value that the record does not have
     */
    Arguments settled(Map<String, ?> present) {
        if (old == null) {
            return this;
        }
        var settled = new HashMap<>(values);
        var custom = new HashMap<>(customFields);
        old.keptBy(present).forEach((name, value) -> {
            settled.replaceAll((parameter, given) ->
                    parameter.name().equals(name) && given.getClass() == value.getClass() ? value : given);
            custom.computeIfPresent(name, (key, given) -> (String) value);
        });
        return new Arguments(declared, settled, mentioned, custom, null);
    }

    /** Name of a custom field to its text; only filled ones. */
    public Map<String, String> customFields() {
        return customFields;
    }

    private <P extends Parameter<?>> P checked(P parameter) {
        if (!declared.contains(parameter)) {
            throw new IllegalStateException(
                    "the operation reads the parameter " + parameter.name() + " but does not declare it");
        }
        return parameter;
    }
}
