package io.kehub.console;

import io.kehub.kernel.ContactId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.util.OptionalLong;

/** Ids as they stand in an address. */
final class Ids {

    static final String ALLOWED = "1 到 9223372036854775807 的整数";

    private Ids() {}

    static ContactId contact(String id) {
        return new ContactId(positive(id));
    }

    static UserId user(String id) {
        return new UserId(positive(id));
    }

    static long positive(String id) {
        return parse(id)
                .orElseThrow(() -> new ProblemException(Problem.Invalid.field("id", "地址中的 id 不是有效的编号", ALLOWED)));
    }

    /** The number, or empty where the text is no positive whole number in plain digits. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
            return OptionalLong.empty();
        }
        try {
            var number = Long.parseLong(text);
            return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
