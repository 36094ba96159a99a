package io.kehub.erp.customer;

import io.kehub.kernel.FieldError;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validation rules of the extra fields of a customer. */
final class ProfileRules {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,2})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]+");
    private static final Pattern DAY_OF_MONTH = Pattern.compile("[1-9]|[12][0-9]|3[01]");
    private static final Pattern FLAG = Pattern.compile("[01]");

    private ProfileRules() {}

    /** The filled values; every error is added to {@code errors}. */
    static Map<ExtraField, String> accept(Map<ExtraField, String> given, List<FieldError> errors) {
        var accepted = new EnumMap<ExtraField, String>(ExtraField.class);
        given.forEach((field, value) -> {
            var stored = field.stored(value);
            if (!stored.isEmpty()) {
                error(field, stored).ifPresentOrElse(errors::add, () -> accepted.put(field, stored));
            }
        });
        return accepted;
    }

    private static Optional<FieldError> error(ExtraField field, String value) {
        var error = field.rule().check(value);
        if (error.isPresent()) {
            return error;
        }
        return switch (field.kind()) {
            case TEXT -> Optional.empty();
            case AMOUNT -> shaped(AMOUNT, field, value, "不小于 0 的金额，整数最多 16 位，小数最多 2 位");
            case COUNT -> shaped(COUNT, field, value, "不小于 0 的整数，最多 " + field.maxLength() + " 位");
            case DAY_OF_MONTH -> shaped(DAY_OF_MONTH, field, value, "1 到 31");
            case FLAG -> shaped(FLAG, field, value, "1（是）、0（否）");
        };
    }

    private static Optional<FieldError> shaped(Pattern shape, ExtraField field, String value, String allowed) {
        return shape.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(new FieldError(field.domainName(), field.caption() + "格式不对", allowed));
    }
}
