package io.kehub.wire.ov1;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.json.JsonBody;
import io.kehub.wire.operation.type.WireValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of an ov1 request.
 *
 * @param session empty if there is none
 * @param command {@code cmdkey}; empty if there is none
 * @param datas the named values, in their order, then those that are written beside {@code datas}
 */
record Ov1Body(String session, String command, Map<String, WireValue> datas) {

    private static final String DATAS = "datas";
    private static final Set<String> ENVELOPE = Set.of("session", "cmdkey", DATAS);

    /** Numbers with larger exponents would expand to very long texts. */
    private static final int MAX_PLAIN_LENGTH = 100;

    private static final String ALLOWED = "数组，每项形如 {\"id\": \"字段名\", \"val\": \"值\"}，同一个 id 只写一次";

    /** An empty body is a request without a session. */
    static Ov1Body read(byte[] body) {
        var outer = new LinkedHashMap<String, WireValue>();
        JsonBody.lenient(body, true).members().forEach((name, value) -> putOnce(outer, name, "", value));
        var named = datas(outer.get(DATAS));
        // a parameter beside datas is not dropped: a filter that is ignored would turn "these" into "all"
        outer.forEach((name, value) -> {
            if (!ENVELOPE.contains(name) && named.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                named.put(name, value);
            }
        });
        return new Ov1Body(
                session(outer.get("session")), text(outer.get("cmdkey")).orElse(""), named);
    }

    /** a value that is not text is an invalid session, not a missing one */
    private static String session(@Nullable WireValue given) {
        return given == null || isBlank(given) ? "" : text(given).orElseGet(given::kind);
    }

    private static Map<String, WireValue> datas(@Nullable WireValue given) {
        var named = new LinkedHashMap<String, WireValue>();
        if (given instanceof WireValue.Array items) {
            for (var index = 0; index < items.items().size(); index++) {
                take(items.items().get(index), DATAS + "[" + index + "]", named);
            }
        } else if (given != null && !isBlank(given)) {
            throw refused(DATAS, "类型不对，应为数组，收到" + given.kind());
        }
        return named;
    }

    private static boolean isBlank(WireValue value) {
        return value instanceof WireValue.Null
                || (value instanceof WireValue.Text text && text.text().isBlank());
    }

    private static void take(WireValue item, String place, Map<String, WireValue> named) {
        if (!(item instanceof WireValue.Object members)) {
            throw refused(place, "类型不对，应为对象，收到" + item.kind());
        }
        var fields = new LinkedHashMap<String, WireValue>();
        members.members().forEach((name, value) -> putOnce(fields, name, place + ".", value));
        var id = text(fields.get("id")).orElse("");
        if (id.isEmpty()) {
            throw refused(place + ".id", "必填（字段名）");
        }
        var value = fields.getOrDefault("val", new WireValue.Null());
        if (named.keySet().stream().anyMatch(id::equalsIgnoreCase)) {
            throw refused(id, "同一个字段在 datas 中写了两次");
        }
        named.put(id, value);
    }

    private static void putOnce(Map<String, WireValue> fields, String name, String place, WireValue value) {
        if (fields.putIfAbsent(lower(name), value) != null) {
            throw refused(place + name, "同一个字段写了两次（字段名不区分大小写）");
        }
    }

    static Optional<String> text(@Nullable WireValue value) {
        if (value instanceof WireValue.Text text) {
            return Optional.of(text.text().strip());
        }
        return value instanceof WireValue.Number numeral
                        && Math.abs((long) numeral.number().scale()) < MAX_PLAIN_LENGTH
                ? Optional.of(numeral.number().toPlainString())
                : Optional.empty();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static ProblemException refused(String field, String message) {
        var errors = List.of(new FieldError(field, message, ALLOWED));
        return new ProblemException(new Problem.Invalid("malformed_body", FieldError.summary(errors, 1), errors));
    }
}
