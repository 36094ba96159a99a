package io.kehub.erp.customfield;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks values by type, options and limits of the current definitions. */
final class CustomFieldValues implements CustomFieldValidation {

    private static final int MAX_TEXT_LENGTH = 500;
    private static final int MAX_INTEGER_DIGITS = 18;
    private static final int MAX_DECIMALS = 10;

    private final CustomFields fields;

    CustomFieldValues(CustomFields fields) {
        this.fields = fields;
    }

    @Override
    public Map<String, String> accept(Map<String, String> given, Map<String, String> current, List<FieldError> errors) {
        if (given.isEmpty()) {
            return Map.of();
        }
        var defined = fields.all();
        var enabled = defined.stream()
                .filter(CustomField::enabled)
                .collect(Collectors.toMap(CustomField::name, field -> field));
        var values = new HashMap<String, String>();
        new TreeMap<>(given).forEach((name, value) -> {
            var field = enabled.get(name);
            if (!value.isEmpty() && value.equals(current.get(name))) {
                values.put(name, value);
            } else if (field == null) {
                errors.add(unknown(name, defined));
            } else if (!value.isEmpty()) {
                accept(field, value, errors).ifPresent(accepted -> values.put(name, accepted));
            }
        });
        return values;
    }

    /** The value as it is stored; empty, with an error added, if it does not fit the field. */
    private static Optional<String> accept(CustomField field, String value, List<FieldError> errors) {
        var what = "自定义字段“" + field.caption() + "”";
        if (field.type() == CustomFieldType.TEXT) {
            return new TextRule(field.name(), what, MAX_TEXT_LENGTH).accept(value, errors);
        }
        var accepted = switch (field.type()) {
            case TEXT -> Optional.of(value);
            case NUMBER -> number(value);
            case DATE -> WrittenValue.day(value).map(LocalDate::toString);
            case CHOICE -> option(field, value);
        };
        if (accepted.isEmpty()) {
            errors.add(
                    switch (field.type()) {
                        case TEXT, NUMBER ->
                            new FieldError(field.name(), what + "不是数字", "十进制数字，整数最多 18 位，小数最多 10 位，如 1234.5");
                        case DATE -> new FieldError(field.name(), what + "不是有效日期", WrittenValue.ALLOWED_DAY);
                        case CHOICE ->
                            new FieldError(field.name(), what + "没有这个选项", "可选：" + String.join("、", field.options()));
                    });
        }
        return accepted;
    }

    private static Optional<String> number(String value) {
        return WrittenValue.number(value)
                .map(number -> number.scale() < 0 ? number.setScale(0) : number)
                .filter(number -> number.precision() - number.scale() <= MAX_INTEGER_DIGITS)
                .filter(number -> number.scale() <= MAX_DECIMALS)
                .map(BigDecimal::toPlainString);
    }

    private static FieldError unknown(String name, List<CustomField> defined) {
        var usable = defined.stream()
                .filter(CustomField::enabled)
                .map(field -> field.name() + "（" + field.caption() + "）")
                .collect(Collectors.joining("、"));
        var disabled = defined.stream().anyMatch(field -> field.name().equals(name));
        return new FieldError(
                name,
                disabled ? "这个自定义字段已停用" : "没有定义这个自定义字段",
                usable.isEmpty() ? "管理员尚未启用任何自定义字段" : "可用的自定义字段：" + usable);
    }

    private static Optional<String> option(CustomField field, String value) {
        var key = Text.key(value);
        return field.options().stream()
                .filter(option -> Text.key(option).equals(key))
                .findFirst();
    }
}
