package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Rejects an id in a filter that names no record, as every other invalid value of a filter is rejected. Only an empty list
 * is checked: a list with records proves that the id is known, and the check costs nothing then.
 */
public final class FilterIds {

    private FilterIds() {}

    /**
     * Checks the id that a filter names.
     *
     * @param exists whether there is such a record that the caller may see
     * @param subject what the id names, in Chinese
     * @throws ProblemException with {@code Problem.Invalid} about the parameter
     */
    public static <T> void requireKnown(
            Page<?> found,
            Arguments given,
            Parameter<T> parameter,
            Predicate<T> exists,
            ToLongFunction<T> number,
            String subject) {
        var id = found.total() == 0 ? given.find(parameter) : null;
        if (id != null && !exists.test(id)) {
            throw new ProblemException(Problem.Invalid.field(
                    parameter.name(), "没有编号为 " + number.applyAsLong(id) + " 的" + subject, "已有" + subject + "的编号"));
        }
    }
}
