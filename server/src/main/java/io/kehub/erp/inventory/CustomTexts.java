package io.kehub.erp.inventory;

import io.kehub.kernel.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The custom texts 自定义1 to 自定义6 of a stock document or of one of its lines.
 *
 * @param texts by position from 0, without empty ones at the end; at most {@value #COUNT}
 */
public record CustomTexts(List<String> texts) {

    public static final int COUNT = 6;
    public static final int MAX_LENGTH = 500;

    public static final CustomTexts NONE = new CustomTexts(List.of());

    /** Cannot be part of a text. */
    private static final String SEPARATOR = "\u001f";

    public CustomTexts {
        var used = texts.size();
        while (used > 0 && texts.get(used - 1).isEmpty()) {
            used--;
        }
        texts = List.copyOf(texts.subList(0, used));
    }

    /** The text with a number from 1 to {@value #COUNT}; empty if there is none. */
    public String text(int number) {
        return number <= texts.size() ? texts.get(number - 1) : "";
    }

    /** These texts with some replaced, by number; an empty text clears one. */
    public CustomTexts with(Map<Integer, String> replaced) {
        var all = new ArrayList<String>(COUNT);
        for (var number = 1; number <= COUNT; number++) {
            all.add(replaced.getOrDefault(number, text(number)));
        }
        return new CustomTexts(all);
    }

    void check(String path, List<FieldError> errors) {
        for (var number = 1; number <= texts.size(); number++) {
            FieldError.checkText(path + field(number), "自定义" + number, text(number), MAX_LENGTH, errors);
        }
    }

    /** Name of the field in errors. */
    public static String field(int number) {
        return "custom." + number;
    }

    String[] array() {
        return texts.toArray(String[]::new);
    }

    /** The texts as one text, for {@code string_to_array(…, e'\\x1f')}. */
    String joined() {
        return String.join(SEPARATOR, texts);
    }
}
