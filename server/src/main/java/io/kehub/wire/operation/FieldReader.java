package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.OldValues;
import io.kehub.wire.operation.type.Parsed;
import io.kehub.wire.operation.type.WireValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the named values of one object into a dialect's parameters. Names are case-insensitive. */
final class FieldReader {

    /** Handles a field that matches no parameter. */
    @FunctionalInterface
    interface UnknownField {
        void take(String name, WireValue value);
    }

    /** The result; the arguments are complete only if there are no errors. */
    record Read(Arguments arguments, List<FieldError> errors) {}

    private final List<Parameter<?>> parameters;
    private final Map<String, Parameter<?>> byName = new LinkedHashMap<>();
    private final Map<String, Parameter<?>> furtherPartByName = new HashMap<>();
    private final Map<Parameter<?>, Object> constants = new HashMap<>();
    private final Set<Parameter<?>> declared;
    private final DialectId dialect;
    private final DecodingContext decoding;

    FieldReader(List<Parameter<?>> parameters, DialectId dialect, DecodingContext decoding) {
        this(parameters, parameters, dialect, decoding);
    }

    /**
     * @param declared all parameters that the operation may read
     * @param parameters those that have a value in the dialect
     */
    FieldReader(
            List<Parameter<?>> declared, List<Parameter<?>> parameters, DialectId dialect, DecodingContext decoding) {
        this.declared = Set.copyOf(declared);
        this.parameters = parameters.stream()
                .filter(parameter -> parameter.in(dialect).isPresent())
                .toList();
        this.dialect = dialect;
        this.decoding = decoding;
        for (var parameter : parameters) {
            parameter.constantIn(dialect).ifPresent(constant -> constants.put(parameter, constant));
        }
        for (var parameter : this.parameters) {
            parameter.in(dialect).stream()
                    .flatMap(form -> form.wireNames().stream())
                    .forEach(name ->
                            (sharesName(parameter) ? furtherPartByName : byName).putIfAbsent(folded(name), parameter));
        }
    }

    private boolean sharesName(Parameter<?> parameter) {
        return parameter.in(dialect).orElseThrow().type().sharesName();
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The documented names of the parameters, in order. */
    List<String> wireNames() {
        return parameters.stream().map(this::wireName).toList();
    }

    boolean knows(String name) {
        return byName.containsKey(folded(name));
    }

    /** Reads a nested record. The dialect decides whether unknown fields are errors or ignored. */
    Read read(WireValue.Object members, String place, @Nullable OldValues old) {
        var errors = new FieldErrors();
        var call = new Call(place, errors, old, (name, value) -> {
            if (dialect.refusesUnknownFields()) {
                var error = new UnknownFields(wireNames(), Set.of()).error(name);
                errors.add(place + error.field(), error.message(), error.allowed());
            }
        });
        members.members().forEach(call::take);
        call.checkRequired();
        return new Read(call.arguments(Map.of(), null), errors.kept());
    }

    /** Starts reading a request; errors are added to {@code errors} in the order of the fields. */
    Call call(FieldErrors errors, @Nullable OldValues old, UnknownField unknown) {
        return new Call("", errors, old, unknown);
    }

    /** Reads one object. */
    final class Call {

        private final String place;
        private final FieldErrors errors;
        private final @Nullable OldValues old;
        private final UnknownField unknown;
        private final Map<Parameter<?>, Object> values = new HashMap<>();
        private final Set<Parameter<?>> mentioned = new HashSet<>();
        private final Set<String> seen = new HashSet<>();

        private Call(String place, FieldErrors errors, @Nullable OldValues old, UnknownField unknown) {
            this.place = place;
            this.errors = errors;
            this.old = old;
            this.unknown = unknown;
        }

        void take(String name, WireValue value) {
            var folded = folded(name);
            if (!seen.add(folded)) {
                errors.add(place + name, "同一个字段写了两次（字段名不区分大小写）", "每个字段只写一次");
                return;
            }
            var parameter = byName.get(folded);
            if (parameter == null) {
                unknown.take(name, value);
            } else {
                takeValue(parameter, value);
                var furtherPart = furtherPartByName.get(folded);
                if (furtherPart != null) {
                    takeValue(furtherPart, value);
                }
            }
        }

        private <T> void takeValue(Parameter<T> parameter, WireValue value) {
            mentioned.add(parameter);
            var name = place + wireName(parameter);
            var type = parameter.in(dialect).orElseThrow().type();
            if (!isClean(name, value)
                    || isBlank(type.keepsBlanks(), value)
                    || dialect != DialectId.QUICK && type.zeroIsAbsent() && isZero(value)) {
                return;
            }
            switch (type.read(value, new InputType.Context(name, parameter.name(), dialect, decoding, old))) {
                case Parsed.Ok<T> good -> keep(parameter, name, good.value());
                case Parsed.Error<T> bad -> {
                    errors.add(name, bad.message(), bad.allowed());
                    errors.remember(name);
                }
                case Parsed.Errors<T> bad -> {
                    bad.errors().forEach(errors::add);
                    errors.remember(name);
                }
            }
        }

        /** A parameter may be sent under several of its names if the values are equal. */
        private <T> void keep(Parameter<T> parameter, String name, T value) {
            var earlier = values.putIfAbsent(parameter, value);
            if (earlier != null && !earlier.equals(value)) {
                errors.add(name, "以两个名称给出了不同的值", "只用一个名称，或给出相同的值");
                errors.remember(name);
            }
        }

        boolean isClean(String name, WireValue value) {
            if (!(value instanceof WireValue.Text given)) {
                return true;
            }
            var text = given.text();
            var forbidden = Text.firstForbidden(text);
            if (forbidden.isEmpty()) {
                return true;
            }
            var index = forbidden.getAsInt();
            errors.add(
                    name,
                    "第 %d 个字是不允许的字符 U+%04X".formatted(text.codePointCount(0, index) + 1, text.codePointAt(index)),
                    "不能含控制字符或不完整的 Unicode 字符");
            errors.remember(name);
            return false;
        }

        void checkRequired() {
            for (var parameter : parameters) {
                var form = parameter.in(dialect).orElseThrow();
                var name = place + form.wireName();
                if (form.required() && !values.containsKey(parameter) && !errors.remembers(name)) {
                    errors.add(
                            name,
                            "必填（" + parameter.caption(dialect) + "）",
                            form.type().allowed());
                }
            }
        }

        Arguments arguments(Map<String, String> customFields, @Nullable OldValues oldValues) {
            var all = new HashMap<>(constants);
            all.putAll(values);
            return new Arguments(declared, all, mentioned, customFields, oldValues);
        }
    }

    private String wireName(Parameter<?> parameter) {
        return parameter.in(dialect).orElseThrow().wireName();
    }

    private static boolean isZero(WireValue value) {
        return switch (value) {
            case WireValue.Number number -> number.number().signum() == 0;
            case WireValue.Text text -> Text.trimmed(text.text()).equals("0");
            default -> false;
        };
    }

    /** Blank means absent: {@code null}, an empty text, or only blanks. A password may consist of blanks. */
    static boolean isBlank(boolean keepsBlanks, WireValue value) {
        return switch (value) {
            case WireValue.Null nothing -> true;
            case WireValue.Text text ->
                keepsBlanks ? text.text().isEmpty() : Text.trimmed(text.text()).isEmpty();
            default -> false;
        };
    }
}
