package io.kehub.console;

import io.kehub.api.web.InvalidRequestException;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The query of an address, read strictly. Faults are collected; {@link #refuseFaults} says all of them at once. */
final class QueryValues {

    private final Map<String, String[]> values;
    private final List<FieldError> faults = new ArrayList<>();

    private QueryValues(Map<String, String[]> values) {
        this.values = values;
    }

    /** @param names the parameters that this address knows; any other is refused by name */
    static QueryValues read(HttpServletRequest request, String... names) {
        var query = new QueryValues(parameters(request));
        var known = List.of(names);
        query.values.forEach((name, given) -> {
            if (!known.contains(name)) {
                query.fault(name, "没有这个查询参数", String.join("、", known));
            } else if (given.length > 1) {
                query.fault(name, "出现了 " + given.length + " 次", "最多一次");
            }
        });
        return query;
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException undecodable) {
            throw new ProblemException(new Problem.Invalid("malformed_query", "查询参数的编码有误，应为 UTF-8 的百分号编码", List.of()));
        }
    }

    /** The trimmed text; null where it was not given or is empty, which means all. */
    @Nullable
    String text(String name) {
        var given = values.get(name);
        if (given == null) {
            return null;
        }
        if (Text.firstForbidden(given[0]).isPresent()) {
            fault(name, "含有控制字符或无效字符", "可见文字");
            return null;
        }
        var text = Text.trimmed(given[0]);
        return text.isEmpty() ? null : text;
    }

    @Nullable
    Boolean flag(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var flag = WrittenValue.flag(text);
        if (flag.isEmpty()) {
            fault(name, "不是 true 或 false", "true、false，或留空");
        }
        return flag.orElse(null);
    }

    /** One of the enum's values, written in lower case; null where it was not given, which means all. */
    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var value = FieldNames.find(type, text);
        if (value.isEmpty()) {
            fault(name, "没有这个值", FieldNames.all(type) + "，或留空");
        }
        return value.orElse(null);
    }

    int number(String name, int smallest, int largest, int otherwise) {
        var text = text(name);
        if (text == null) {
            return otherwise;
        }
        var number = WrittenValue.id(text).filter(each -> each >= smallest && each <= largest);
        if (number.isEmpty()) {
            fault(name, "超出范围或不是整数", smallest + " 到 " + largest + " 的整数，默认 " + otherwise);
            return otherwise;
        }
        return number.get().intValue();
    }

    OptionalLong id(String name) {
        var text = text(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        var id = WrittenValue.id(text);
        if (id.isEmpty()) {
            fault(name, "不是有效的编号", Ids.ALLOWED);
        }
        return id.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(faults);
        }
    }

    private void fault(String name, String message, String allowed) {
        faults.add(new FieldError(name, message, allowed));
    }
}
