package io.kehub.wire.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One parameter of an operation, whatever the dialect. Each dialect that knows it has a form of its own: its wire name,
 * what is written there, and whether it must be there. All forms give the operation the same type.
 *
 * <p>A parameter is looked up by identity: the object that an operation declares is the one that its handler reads.
 *
 * @param <T> what the operation gets from it
 */
public final class Parameter<T> {

    private final String name;
    private final String caption;
    private final Map<DialectId, Form<T>> forms;
    private final Map<DialectId, T> constants;

    /**
     * How one dialect writes it.
     *
     * @param wireNames the name that the documentation uses, then others that clients in the field use
     * @param need whether a call without it is refused; blank counts as missing
     */
    public record Form<T>(List<String> wireNames, InputType<T> type, Need need) {
        public Form {
            wireNames = List.copyOf(wireNames);
        }

        public boolean required() {
            return need == Need.ALWAYS;
        }

        /** The name that refusals and documents use. */
        public String wireName() {
            return wireNames.getFirst();
        }
    }

    /** When a value must be given. */
    public enum Need {
        NEVER,
        /** Only for a new record; whoever changes one may leave it out. The operation sees to it. */
        FOR_NEW,
        ALWAYS
    }

    private Parameter(String name, String caption, Map<DialectId, Form<T>> forms, Map<DialectId, T> constants) {
        this.name = name;
        this.caption = caption;
        this.forms = Map.copyOf(forms);
        this.constants = Map.copyOf(constants);
    }

    /** The domain's name, such as {@code shortName}; the same name the module uses in its errors. */
    public String name() {
        return name;
    }

    /** What people call it, in Chinese. */
    public String caption() {
        return caption;
    }

    /** The value in a dialect whose requests always mean the same without saying it; empty in others. */
    Optional<T> constantIn(DialectId dialect) {
        return Optional.ofNullable(constants.get(dialect));
    }

    /** A parameter that no dialect knows yet. */
    public static <T> Parameter<T> named(String name, String caption) {
        return new Parameter<>(name, caption, Map.of(), Map.of());
    }

    /**
     * A parameter that the ERP documents for a dialect and KeHub does not support. A request that gives it a value is
     * refused with its name and the reason.
     *
     * @param reason why it is not supported, in Chinese
     * @param accepted values that ask for what KeHub does anyway, such as {@code 0}; accepted without effect
     */
    public static Parameter<String> rejected(DialectId dialect, String wireName, String reason, String... accepted) {
        return Parameter.<String>named("rejected." + wireName, "不支持")
                .with(dialect, new Form<>(List.of(wireName), new RejectedType(reason, List.of(accepted)), Need.NEVER));
    }

    /** Several of them for one reason; 0, which asks for nothing, is accepted. */
    public static List<Parameter<?>> rejectedAll(DialectId dialect, String reason, String... wireNames) {
        return Arrays.stream(wireNames)
                .<Parameter<?>>map(wireName -> rejected(dialect, wireName, reason, "0"))
                .toList();
    }

    /** The same parameter, known to the quick dialect. */
    public Parameter<T> quick(String wireName, InputType<T> type) {
        return with(DialectId.QUICK, new Form<>(List.of(wireName), type, Need.NEVER));
    }

    /** The same parameter, known to ov1. */
    public Parameter<T> ov1(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.OV1, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** The same parameter, known to v3. */
    public Parameter<T> v3(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.V3, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** The same parameter, known to helper. */
    public Parameter<T> helper(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.HELPER, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** The same parameter with a constant value in a dialect that has no field for it. */
    public Parameter<T> constant(DialectId dialect, T value) {
        var more = new EnumMap<DialectId, T>(DialectId.class);
        more.putAll(constants);
        more.put(dialect, value);
        return new Parameter<>(name, caption, forms, more);
    }

    /** The same parameter, required in these dialects; in all that know it where none is named. */
    public Parameter<T> required(DialectId... dialects) {
        return needed(Need.ALWAYS, dialects);
    }

    /** The same parameter, required in these dialects for a new record; the operation sees to it. */
    public Parameter<T> requiredForNew(DialectId... dialects) {
        return needed(Need.FOR_NEW, dialects);
    }

    private Parameter<T> needed(Need need, DialectId... dialects) {
        var wanted = dialects.length == 0 ? forms.keySet() : List.of(dialects);
        var changed = new EnumMap<DialectId, Form<T>>(forms);
        wanted.forEach(dialect ->
                changed.computeIfPresent(dialect, (id, form) -> new Form<>(form.wireNames(), form.type(), need)));
        return new Parameter<>(name, caption, changed, constants);
    }

    /** How a dialect writes it; empty if the dialect doesn't know it. */
    public Optional<Form<T>> in(DialectId dialect) {
        return Optional.ofNullable(forms.get(dialect));
    }

    private Parameter<T> with(DialectId dialect, Form<T> form) {
        var more = new EnumMap<DialectId, Form<T>>(DialectId.class);
        more.putAll(forms);
        more.put(dialect, form);
        return new Parameter<>(name, caption, more, constants);
    }

    private static List<String> names(String first, String... others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(List.of(others));
        return all;
    }
}
