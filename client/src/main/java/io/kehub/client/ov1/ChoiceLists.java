package io.kehub.client.ov1;

import io.kehub.client.CustomerField;
import io.kehub.client.ErpException;
import io.kehub.client.wire.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The choices of each field, which differ from ERP to ERP. They are remembered for 10 minutes from the forms that come along
 * anyway, else asked for. Thread-safe.
 */
final class ChoiceLists {
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    /** A text that is missing in younger choices is not asked for again. */
    private static final Duration AGE_OF_DOUBT = Duration.ofSeconds(10);

    /** The lists that the ERP offers on their own, by the name of the field. */
    private static final Map<String, String> PATHS = Map.of(
            "ly", "/sysa/mobilephone/source.asp?enumid=13",
            "trade", "/sysa/mobilephone/source.asp?enumid=11",
            "jz", "/sysa/mobilephone/source.asp?enumid=14",
            "way", "/sysa/mobilephone/source.asp?enumid=98",
            "area", "/sysa/mobilephone/systemmanage/area_list.asp",
            "sort1", "/sysa/mobilephone/systemmanage/telsort_list.asp");

    private record Remembered(Choices choices, Instant since) {}

    private final Function<String, Choices> ask;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** @param ask fetches choices from a path */
    ChoiceLists(Function<String, Choices> ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    static boolean hasList(String name) {
        return PATHS.containsKey(name);
    }

    void remember(String name, Choices choices) {
        if (!choices.isEmpty()) {
            remembered.put(name, new Remembered(choices, clock.instant()));
        }
    }

    /** The text of an id; empty if it is not remembered. */
    Optional<String> textOf(String name, String id) {
        return Optional.ofNullable(remembered.get(name))
                .flatMap(known -> known.choices().text(id));
    }

    /**
     * The id that the ERP takes for a text.
     *
     * @param field the field; null for a field that only this ERP has
     * @param name the name of the field, or of its list
     * @throws ErpException with Rejected if the ERP does not offer the text
     */
    String idOf(@Nullable CustomerField field, String name, String text) {
        var known = remembered.get(name);
        if (known != null && isYoungerThan(MAX_AGE, known)) {
            var id = known.choices().id(text);
            if (id.isPresent()) {
                return id.get();
            }
            if (isYoungerThan(AGE_OF_DOUBT, known) || !hasList(name)) {
                throw notOffered(field, name, text, known.choices());
            }
        }
        var choices = current(name);
        return choices.id(text).orElseThrow(() -> notOffered(field, name, text, choices));
    }

    /** The first choice of a list; empty if it has none. */
    Optional<String> first(String name) {
        return current(name).first();
    }

    private Choices current(String name) {
        var known = remembered.get(name);
        if (known != null && isYoungerThan(AGE_OF_DOUBT, known)) {
            return known.choices();
        }
        var path = PATHS.get(name);
        var choices = path == null ? Choices.NONE : ask.apply(path);
        remember(name, choices);
        return choices;
    }

    /* Also false where the clock was set back. */
    private boolean isYoungerThan(Duration age, Remembered known) {
        var passed = Duration.between(known.since(), clock.instant());
        return !passed.isNegative() && passed.compareTo(age) < 0;
    }

    private static ErpException notOffered(@Nullable CustomerField field, String name, String text, Choices choices) {
        var caption = field == null ? name : field.caption();
        var message = choices.isEmpty()
                ? "ERP 没有给出“" + caption + "”的可选值，无法填写“" + text + "”"
                : "ERP 的“" + caption + "”没有“" + text + "”这一项";
        return Rejections.invalidField(field, name, message, choices.allowed());
    }
}
