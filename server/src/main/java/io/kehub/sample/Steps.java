package io.kehub.sample;

import io.kehub.demo.ProgressBar;
import io.kehub.sample.ErpOverHttp.AnswerObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What all parts of the sample share: the progress of a step, and ids by natural keys.
 *
 * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
 * @param missing records that were added before and are not found any more; they are reported and not added again
 */
record Steps(PrintStream out, boolean terminal, List<String> missing) {

    Steps(PrintStream out, boolean terminal) {
        this(out, terminal, new ArrayList<>());
    }

    <T> void each(String caption, List<T> items, Consumer<T> work) {
        var bar = new ProgressBar(out, terminal, caption, items.size());
        bar.show(0);
        for (var index = 0; index < items.size(); index++) {
            work.accept(items.get(index));
            bar.show(index + 1L);
        }
        bar.end();
    }

    /**
     * Adds the items that were never added. Items are added in order, so an item before one that is present, or before as
     * many records as there are, was added earlier: it has been renamed or deleted since and is only reported.
     *
     * @param name what the report calls an item
     * @param records number of records of this kind, renamed ones included, without those that ship with KeHub
     */
    <T> void eachMissing(
            String caption,
            List<T> items,
            Function<T, String> name,
            Predicate<T> present,
            int records,
            Consumer<T> add) {
        var found = items.stream().map(present::test).toList();
        var added = Math.max(found.lastIndexOf(true) + 1, records);
        var indices = IntStream.range(0, items.size()).boxed().toList();
        each(caption, indices, index -> {
            var item = items.get(index);
            if (index >= added) {
                add.accept(item);
            } else if (!found.get(index)) {
                missing(caption, name.apply(item));
            }
        });
    }

    void missing(String caption, String name) {
        missing.add(caption + "：" + name);
    }

    void reportMissing() {
        if (!missing.isEmpty()) {
            out.println();
            out.println("缺少（已改名或删除，不再补充）/ Missing (renamed or deleted, not added again)");
            missing.forEach(each -> out.println("  " + each));
        }
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
        var id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("示例企业建立到一半时，“" + name + "”被改名或删除，无法继续；请换一个 --home / " + name
                    + " was renamed or deleted while the sample firm was incomplete; use another --home");
        }
        return id;
    }
}
