package io.kehub.wire.operation.type;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of one request that no record may take any more, such as a disabled entry of a dictionary. The record that has
 * such a value may keep it, so that it can be saved back from its own form. Collected while a request is decoded, decided
 * as soon as the record is known.
 */
public final class OldValues {

    private record Old(
            String parameter, List<?> candidates, @Nullable Object otherwise, FieldError error) {

        Optional<Object> heldBy(Map<String, ?> present) {
            var held = present.get(parameter) instanceof Collection<?> several
                    ? several
                    : Optional.ofNullable(present.get(parameter)).stream().toList();
            return held.stream()
                    .filter(Objects::nonNull)
                    .filter(value -> candidates.stream().anyMatch(each -> isSame(each, value)))
                    .findFirst()
                    .map(value -> value);
        }

        private static boolean isSame(Object one, Object other) {
            return one instanceof String text && other instanceof String present
                    ? Text.folded(text).equals(Text.folded(present))
                    : one.equals(other);
        }
    }

    private final List<Old> all = new ArrayList<>();

    public OldValues() {}

    /**
     * @param parameter the domain's name of the parameter
     * @param candidates what the value may stand for; the record must have one of them
     * @param otherwise what it stands for if the record has none; null refuses it then
     * @param error why it is refused, under the caller's name of the field
     */
    void add(String parameter, List<?> candidates, @Nullable Object otherwise, FieldError error) {
        all.add(new Old(parameter, candidates, otherwise, error));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * The values that the record has, by the name of the parameter.
     *
     * @param present what the record has now, by the name of the parameter; a collection if it has several
     * @throws ProblemException with {@code Problem.Invalid} about every value that the record does not have
     */
    public Map<String, Object> keptBy(Map<String, ?> present) {
        var kept = new HashMap<String, Object>();
        var errors = new ArrayList<FieldError>();
        for (var old : all) {
            var value = old.heldBy(present).or(() -> Optional.ofNullable(old.otherwise()));
            value.ifPresentOrElse(found -> kept.put(old.parameter(), found), () -> errors.add(old.error()));
        }
        ProblemException.refuse(errors);
        return kept;
    }
}
