package io.kehub.wire.operation;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;

/**
 * A value of a list that an administrator edits.
 *
 * @param filter whether the value picks records, so that disabled entries count too; a new record takes enabled ones
 */
record DictionaryText(DictionaryName dictionary, boolean filter) implements InputType<String> {

    /** Longer than any entry can be; keeps absurd texts away from the database. */
    private static final int LONGEST = 200;

    @Override
    public String allowed() {
        return dictionary.caption() + "字典中的值" + (filter ? "" : "（已启用的）");
    }

    @Override
    public Reading<String> read(WireValue value, String field, Border border) {
        return switch (Scalars.text(value, LONGEST, allowed(), true)) {
            case Reading.Bad<String> bad -> bad;
            case Reading.Good<String> text -> known(text.value(), field, border);
        };
    }

    private Reading<String> known(String text, String field, Border border) {
        try {
            var question = filter ? border.filter() : border.entry();
            return Reading.good(question.accept(dictionary, text, field));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid invalid
                    && !invalid.errors().isEmpty()) {
                var error = invalid.errors().getFirst();
                return Reading.bad(error.message(), error.allowed());
            }
            throw e;
        }
    }
}
