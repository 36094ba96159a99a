package io.kehub.erp.customer;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether values fit the custom fields 自定义字段 that an administrator has defined. */
final class CustomFieldValues {

    private static final int LONGEST_TEXT = 500;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,10})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private CustomFieldValues() {}

    /**
     * The filled values as they are stored; every fault is added to {@code faults}, in the order of the names. A name
     * that is not defined, or disabled, is a fault even without a value: the caller believes in a field that is not
     * there.
     */
    static Map<String, String> accept(Map<String, String> given, List<CustomField> defined, List<FieldError> faults) {
        var enabled = defined.stream()
                .filter(CustomField::enabled)
                .collect(Collectors.toMap(CustomField::name, field -> field));
        var accepted = new HashMap<String, String>();
        new TreeMap<>(given).forEach((name, value) -> {
            var field = enabled.get(name);
            if (field == null) {
                faults.add(unknown(name, defined));
            } else if (!value.isEmpty()) {
                fault(field, value).ifPresentOrElse(faults::add, () -> accepted.put(name, spelling(field, value)));
            }
        });
        return accepted;
    }

    private static Optional<FieldError> fault(CustomField field, String value) {
        var what = "自定义字段“" + field.caption() + "”";
        return switch (field.type()) {
            case TEXT -> new TextRule(field.name(), what, LONGEST_TEXT).check(value);
            case NUMBER ->
                refusal(NUMBER.matcher(value).matches(), field, what + "不是数字", "十进制数字，整数最多 18 位，小数最多 10 位，如 1234.5");
            case DATE -> refusal(isDate(value), field, what + "不是有效日期", "yyyy-MM-dd，如 2025-01-31");
            case CHOICE ->
                refusal(
                        option(field, value).isPresent(),
                        field,
                        what + "没有这个选项",
                        "可选：" + String.join("、", field.options()));
        };
    }

    private static Optional<FieldError> refusal(boolean fits, CustomField field, String message, String allowed) {
        return fits ? Optional.empty() : Optional.of(new FieldError(field.name(), message, allowed));
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

    private static String spelling(CustomField field, String value) {
        return field.type() == CustomFieldType.CHOICE ? option(field, value).orElseThrow() : value;
    }

    private static Optional<String> option(CustomField field, String value) {
        var folded = Text.folded(value);
        return field.options().stream()
                .filter(option -> Text.folded(option).equals(folded))
                .findFirst();
    }

    private static boolean isDate(String value) {
        if (!DATE.matcher(value).matches()) {
            return false;
        }
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeException notInTheCalendar) {
            return false;
        }
    }
}
