package io.kehub.wire.operation;

import io.kehub.erp.customer.CustomField;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the named values of a call into the operation's request, driven by the catalog alone. Every fault of the call
 * is found before it is refused, each under the name that the caller knows.
 */
final class Decoder {

    /** The longest text of a custom field of any type; the module knows the finer rules. */
    private static final InputType<String> CUSTOM_FIELD = new InputType.Words(500);

    private final Border border;
    private final Catalog catalog;
    private final Map<Speech, Map<String, Parameter<?>>> declared = new ConcurrentHashMap<>();

    Decoder(Border border, Catalog catalog) {
        this.border = border;
        this.catalog = catalog;
    }

    private record Speech(String operation, DialectId dialect) {}

    /** @throws ProblemException with {@code Problem.Invalid}, its fields named as the dialect names them */
    Request decode(Operation operation, DialectId dialect, WireValue.Members input) {
        var call = new Call(operation, dialect);
        input.members().forEach(call::take);
        call.missOut();
        return call.request();
    }

    private Map<String, Parameter<?>> declared(Operation operation, DialectId dialect) {
        return declared.computeIfAbsent(new Speech(operation.id(), dialect), speech -> {
            var byName = new LinkedHashMap<String, Parameter<?>>();
            for (var parameter : operation.parameters()) {
                parameter.wireNames().in(dialect).ifPresent(name -> byName.put(folded(name), parameter));
            }
            return byName;
        });
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The work on one call. */
    private final class Call {

        private final Operation operation;
        private final DialectId dialect;
        private final Map<String, Parameter<?>> parameters;
        private final Faults faults = new Faults();
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, String> customValues = new LinkedHashMap<>();
        private final HashSet<String> seen = new HashSet<>();
        private @Nullable List<CustomField> defined;

        Call(Operation operation, DialectId dialect) {
            this.operation = operation;
            this.dialect = dialect;
            this.parameters = declared(operation, dialect);
        }

        void take(String name, WireValue value) {
            var folded = folded(name);
            if (!seen.add(folded)) {
                faults.add(name, "同一个字段写了两次（字段名不区分大小写）", "每个字段只写一次");
                return;
            }
            var parameter = parameters.get(folded);
            if (parameter != null) {
                takeValue(parameter, value);
                return;
            }
            var field = definedFields().stream()
                    .filter(candidate -> candidate.name().equals(folded))
                    .findFirst();
            if (field.isPresent()) {
                takeCustomValue(field.get(), value);
            } else if (faults.wantsMore()) {
                faults.add(unknown().fault(name));
            } else {
                faults.count();
            }
        }

        private <T> void takeValue(Parameter<T> parameter, WireValue value) {
            var name = wireName(parameter);
            if (isClean(name, value) && !isBlank(parameter.type(), value)) {
                switch (parameter.type().read(value, name, border)) {
                    case Reading.Good<T> good -> values.put(parameter.name(), good.value());
                    case Reading.Bad<T> bad -> {
                        faults.add(name, bad.message(), bad.allowed());
                        faults.remember(parameter.name());
                    }
                }
            }
        }

        private void takeCustomValue(CustomField field, WireValue value) {
            var name = field.name();
            if (!isClean(name, value) || isBlank(CUSTOM_FIELD, value)) {
                return;
            }
            if (!field.enabled()) {
                faults.add(name, "自定义字段「" + field.caption() + "」已停用", "不提交这个字段，或请管理员启用它");
                return;
            }
            switch (CUSTOM_FIELD.read(value, name, border)) {
                case Reading.Good<String> good -> customValues.put(name, good.value());
                case Reading.Bad<String> bad -> faults.add(name, bad.message(), bad.allowed());
            }
        }

        private boolean isClean(String name, WireValue value) {
            if (!(value instanceof WireValue.Text given)) {
                return true;
            }
            var text = given.text();
            var forbidden = Text.firstForbidden(text);
            if (forbidden.isEmpty()) {
                return true;
            }
            var index = forbidden.getAsInt();
            faults.add(
                    name,
                    "第 %d 个字是不允许的字符 U+%04X".formatted(text.codePointCount(0, index) + 1, text.codePointAt(index)),
                    "不能含控制字符或不完整的 Unicode 字符");
            faults.remember(name);
            return false;
        }

        void missOut() {
            for (var parameter : operation.parameters()) {
                var wireName = parameter.wireNames().in(dialect);
                if (parameter.required()
                        && wireName.isPresent()
                        && !values.containsKey(parameter.name())
                        && !faults.remembers(parameter.name())
                        && !faults.remembers(wireName.get())) {
                    faults.add(
                            wireName.get(),
                            "必填（" + parameter.caption() + "）",
                            parameter.type().allowed());
                }
            }
        }

        Request request() {
            faults.refuseIfAny();
            try {
                return operation.request().apply(new Arguments(values, customValues));
            } catch (ProblemException e) {
                throw new ProblemException(new ProblemNames(operation, dialect).translated(e.problem()));
            }
        }

        private UnknownFields unknown() {
            var known = parameters.values().stream().map(this::wireName).collect(Collectors.toList());
            definedFields().stream()
                    .filter(CustomField::enabled)
                    .map(CustomField::name)
                    .forEach(known::add);
            var answered = catalog.operations().stream()
                    .filter(other -> other.group().equals(operation.group()))
                    .flatMap(other -> other.answer().names(dialect))
                    .collect(Collectors.toSet());
            return new UnknownFields(known, answered);
        }

        private List<CustomField> definedFields() {
            if (defined == null) {
                defined = operation.customFields() ? border.customFields().get() : List.of();
            }
            return defined;
        }

        private String wireName(Parameter<?> parameter) {
            return parameter.wireNames().in(dialect).orElseThrow();
        }
    }

    /** Blank means absent: {@code null}, an empty text, a text of blanks. A password may be of blanks. */
    private static boolean isBlank(InputType<?> type, WireValue value) {
        return switch (value) {
            case WireValue.Nothing nothing -> true;
            case WireValue.Text text ->
                type instanceof InputType.Secret
                        ? text.text().isEmpty()
                        : Text.trimmed(text.text()).isEmpty();
            default -> false;
        };
    }
}
