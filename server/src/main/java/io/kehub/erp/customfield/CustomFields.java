package io.kehub.erp.customfield;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The definitions of custom fields 自定义字段. A field is never deleted and its type never changes, because records have
 * values of it. Callers check permissions.
 */
public final class CustomFields {

    /** Maximum number of fields, including disabled ones. */
    public static final int MAX_FIELDS = 50;

    private static final int MAX_CAPTION_LENGTH = 50;
    private static final int MAX_OPTIONS = 100;
    private static final int MAX_OPTION_LENGTH = 50;
    private static final Pattern NAME = Pattern.compile("field([1-9][0-9]{0,8})");

    private final CustomFieldsJdbc fields;
    private final TransactionTemplate transaction;

    CustomFields(CustomFieldsJdbc fields, TransactionTemplate transaction) {
        this.fields = fields;
        this.transaction = transaction;
    }

    /** All fields, including disabled ones, by number; at most {@value #MAX_FIELDS}. */
    public List<CustomField> all() {
        return fields.all();
    }

    /**
     * Defines a field, enabled, under the next number.
     *
     * @param caption name for people: 1 to 50 characters, unique among captions, compared by {@link Text#key}
     * @param options 1 to 100 distinct texts of 1 to 50 characters for a {@link CustomFieldType#CHOICE}; otherwise empty
     * @throws ProblemException with {@link Problem.Invalid} for errors in {@code caption} and {@code options} and if there
     *     are {@value #MAX_FIELDS} fields already, with {@link Problem.Conflict} for a caption that another field has
     */
    public CustomField define(String caption, CustomFieldType type, List<String> options) {
        check(caption, type, options);
        return transaction.execute(status -> {
            var number = fields.nextNumber();
            if (fields.count() >= MAX_FIELDS) {
                throw new ProblemException(new Problem.Invalid(
                        "too_many_custom_fields", "自定义字段最多 " + MAX_FIELDS + " 个，请停用或改用已有字段", List.of()));
            }
            fields.insert(number, caption, type, options);
            return new CustomField("field" + number, caption, type, options, true);
        });
    }

    /**
     * Changes a field. Records keep a value that is no longer an option, and the values of a disabled field. The field is
     * locked, so that concurrent changes of different parts are all kept.
     *
     * @param caption null keeps the current one
     * @param options null keeps the current ones
     * @param enabled null keeps the current state
     * @throws ProblemException as {@link #define}, and with {@link Problem.NotFound} if no field has the name
     */
    public CustomField change(
            String name, @Nullable String caption, @Nullable List<String> options, @Nullable Boolean enabled) {
        return transaction.execute(status -> {
            var field = fields.lock(number(name)).orElseThrow(() -> unknown(name));
            var changed = new CustomField(
                    name,
                    caption == null ? field.caption() : caption,
                    field.type(),
                    options == null ? field.options() : options,
                    enabled == null ? field.enabled() : enabled);
            check(changed.caption(), changed.type(), changed.options());
            fields.update(number(name), changed.caption(), changed.options(), changed.enabled());
            return changed;
        });
    }

    private static int number(String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw unknown(name);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(new Problem.NotFound(
                "no_such_custom_field",
                "没有自定义字段“" + name + "”",
                List.of(new FieldError("name", "没有定义这个自定义字段", "已定义的字段名，如 field1"))));
    }

    private static void check(String caption, CustomFieldType type, List<String> options) {
        ProblemException.refuse(errors(caption, type, options));
    }

    /** Errors of the caption and the options; empty if they are valid. */
    public static List<FieldError> errors(String caption, CustomFieldType type, List<String> options) {
        var errors = new ArrayList<FieldError>();
        new TextRule("caption", "字段标题", MAX_CAPTION_LENGTH).checkFilled(Text.trimmed(caption), errors);
        if (type != CustomFieldType.CHOICE) {
            if (!options.isEmpty()) {
                errors.add(new FieldError("options", "只有选项类型的字段才有选项", "留空"));
            }
        } else if (options.isEmpty() || options.size() > MAX_OPTIONS) {
            errors.add(new FieldError("options", "选项数量不对：共 " + options.size() + " 个", "1 至 " + MAX_OPTIONS + " 个选项"));
        } else {
            for (var place = 1; place <= options.size() && errors.isEmpty(); place++) {
                var option = options.get(place - 1);
                new TextRule("options", "第 " + place + " 个选项", MAX_OPTION_LENGTH)
                        .checkFilled(Text.trimmed(option).isEmpty() ? "" : option, errors);
            }
            if (options.stream().map(Text::key).distinct().count() < options.size()) {
                errors.add(new FieldError("options", "有重复的选项", "互不相同的选项，不区分大小写、全角半角和空格"));
            }
        }
        return errors;
    }
}
