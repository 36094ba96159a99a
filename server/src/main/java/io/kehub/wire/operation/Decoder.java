package io.kehub.wire.operation;

import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WrittenValue;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.OldValues;
import io.kehub.wire.operation.type.Parsed;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the named values of a request into typed arguments, driven by the catalog. All errors of a request are reported at
 * once, under the caller's field names.
 */
final class Decoder {

    /** Maximum length of a custom field of any type; the customer module checks the exact limit. */
    private static final InputType<String> CUSTOM_FIELD = Types.text(500);

    private final DecodingContext decoding;
    private final Catalog catalog;
    private final IgnoredFields ignored;
    private final Map<DialectBinding, FieldReader> readers = new ConcurrentHashMap<>();

    Decoder(DecodingContext decoding, Catalog catalog, IgnoredFields ignored) {
        this.decoding = decoding;
        this.catalog = catalog;
        this.ignored = ignored;
    }

    private record DialectBinding(String operation, DialectId dialect) {}

    /** @throws ProblemException with {@code Problem.Invalid}, its fields named as the dialect names them */
    Arguments decode(Operation<?> operation, DialectId dialect, WireValue.Object input) {
        return new Call(operation, dialect).read(input);
    }

    private FieldReader reader(Operation<?> operation, DialectId dialect) {
        return readers.computeIfAbsent(
                new DialectBinding(operation.id(), dialect),
                speech -> new FieldReader(operation.parameters(), operation.valuesIn(dialect), dialect, decoding));
    }

    /** Decoding of one request. */
    private final class Call {

        private final Operation<?> operation;
        private final DialectId dialect;
        private final FieldReader reader;
        private final FieldErrors errors = new FieldErrors();
        private final Map<String, String> customValues = new LinkedHashMap<>();
        private final @Nullable OldValues old;
        private final FieldReader.Call fields;
        private @Nullable List<CustomField> defined;

        Call(Operation<?> operation, DialectId dialect) {
            this.operation = operation;
            this.dialect = dialect;
            this.reader = reader(operation, dialect);
            this.old = operation.keepsOldValues(dialect) ? new OldValues() : null;
            this.fields = reader.call(errors, old, this::onUnknown);
        }

        Arguments read(WireValue.Object input) {
            input.members().forEach(fields::take);
            fields.checkRequired();
            errors.throwIfAny();
            return fields.arguments(customValues, old);
        }

        private void onUnknown(String name, WireValue value) {
            var folded = FieldReader.folded(name);
            var field = definedFields().stream()
                    .filter(candidate -> candidate.name().equals(folded))
                    .findFirst();
            if (field.isPresent()) {
                takeCustomValue(field.get(), value);
            } else if (!dialect.refusesUnknownFields()) {
                ignored.ignored(operation, dialect, UnknownFields.printable(name));
            } else if (errors.wantsMore()) {
                errors.add(unknown().error(name));
            } else {
                errors.count();
            }
        }

        private void takeCustomValue(CustomField field, WireValue value) {
            var name = field.name();
            if (!fields.isClean(name, value) || FieldReader.isBlank(false, value)) {
                return;
            }
            var context = new InputType.Context(name, name, dialect, decoding, old);
            var read = CUSTOM_FIELD.read(withoutExponent(field, value), context);
            if (!field.enabled()) {
                var message = "自定义字段「" + field.caption() + "」已停用";
                var allowed = "不提交这个字段，或请管理员启用它";
                read = read instanceof Parsed.Ok<String> good
                        ? context.old(good.value(), message, allowed)
                        : Parsed.error(message, allowed);
            }
            switch (read) {
                case Parsed.Ok<String> good -> customValues.put(name, good.value());
                case Parsed.Error<String> bad -> errors.add(name, bad.message(), bad.allowed());
                case Parsed.Errors<String> bad -> bad.errors().forEach(errors::add);
            }
        }

        /** Converts a JSON number with an exponent, such as 1e3, to plain digits if the field holds numbers. */
        private static WireValue withoutExponent(CustomField field, WireValue value) {
            return field.type() == CustomFieldType.NUMBER
                            && value instanceof WireValue.Number numeral
                            && numeral.number().scale() < 0
                            && numeral.number().scale() >= -WrittenValue.MAX_DIGITS
                    ? new WireValue.Number(numeral.number().setScale(0))
                    : value;
        }

        private UnknownFields unknown() {
            var known = Stream.concat(
                            reader.wireNames().stream(),
                            definedFields().stream()
                                    .filter(CustomField::enabled)
                                    .map(CustomField::name))
                    .toList();
            var answered = catalog.operations().stream()
                    .filter(other -> other.group().equals(operation.group()))
                    .flatMap(other -> other.answer(dialect).stream())
                    .flatMap(answer -> answer.described().stream())
                    .map(Answer.Described::wireName)
                    .collect(Collectors.toSet());
            return new UnknownFields(known, answered);
        }

        private List<CustomField> definedFields() {
            if (defined == null) {
                defined = operation.customFields() ? decoding.customFields().get() : List.of();
            }
            return defined;
        }
    }
}
