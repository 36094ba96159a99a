package io.kehub.wire.json;

import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the lists that some clients write as a JSON text inside of the JSON body: {@code "lines": "[{…}]"}. */
public final class ListTexts {

    private ListTexts() {}

    /**
     * The request with such texts as lists, also within lists. A text that is no JSON stays as it is, so that decoding
     * reports it.
     */
    public static WireValue.Object read(WireValue.Object members, List<Parameter<?>> parameters, DialectId dialect) {
        var read = new LinkedHashMap<>(members.members());
        for (var parameter : parameters) {
            var form = parameter.in(dialect);
            if (form.isPresent() && form.get().type() instanceof ListType<?> list) {
                read.replaceAll((name, value) -> form.get().wireNames().stream().anyMatch(name::equalsIgnoreCase)
                        ? rows(value, list.columns(), dialect)
                        : value);
            }
        }
        return new WireValue.Object(read);
    }

    private static WireValue rows(WireValue value, List<Parameter<?>> columns, DialectId dialect) {
        return switch (value instanceof WireValue.Text text ? list(text) : value) {
            case WireValue.Array rows ->
                new WireValue.Array(rows.items().stream()
                        .map(row -> row instanceof WireValue.Object object ? read(object, columns, dialect) : row)
                        .toList());
            case WireValue.Object row -> read(row, columns, dialect);
            case WireValue other -> other;
        };
    }

    private static WireValue list(WireValue.Text text) {
        var written = Text.trimmed(text.text());
        if (!written.startsWith("[") && !written.startsWith("{")) {
            return text;
        }
        try {
            return JsonBody.lenient(("{\"list\":" + written + "}").getBytes(StandardCharsets.UTF_8), false)
                    .members()
                    .getOrDefault("list", text);
        } catch (ProblemException notJson) {
            return text;
        }
    }
}
