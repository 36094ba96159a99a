package io.kehub.sample;

import io.kehub.demo.ProgressBar;
import io.kehub.sample.ErpOverHttp.AnswerObject;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What all parts of the sample share: the progress of a step, and ids by natural keys.
 *
 * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
 */
record Steps(PrintStream out, boolean terminal) {

    <T> void each(String caption, List<T> items, Consumer<T> work) {
        var bar = new ProgressBar(out, terminal, caption, items.size());
        bar.show(0);
        for (var index = 0; index < items.size(); index++) {
            work.accept(items.get(index));
            bar.show(index + 1L);
        }
        bar.end();
    }

    /** The ids of the rows of an answer by this field. */
    static Map<String, String> ids(AnswerObject answer, String field) {
        return byText(answer, field, "id");
    }

    static Map<String, String> byText(AnswerObject answer, String key, String value) {
        return answer.rows("list").stream()
                .collect(Collectors.toMap(
                        row -> row.text(key), row -> row.text(value), (one, other) -> one, HashMap::new));
    }

    static String required(Map<String, String> ids, String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }
}
