package io.kehub.wire.operation;

import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One parameter of an operation in all dialects. Each dialect has its own form of it: wire name, input type, and
 * whether it is required. All forms produce the same Java type.
 *
 * <p>Parameters are looked up by identity: the handler reads the object that the operation declared.
 *
 * @param <T> type of the operation's argument
 */
public final class Parameter<T> {

    private final String name;
    private final String caption;
    private final Map<DialectId, Form<T>> forms;
    private final Map<DialectId, T> constants;
    private final Map<DialectId, String> captions;

    /**
     * The parameter in one dialect.
     *
     * @param wireNames the documented name, then other names that clients use
     * @param need whether it is required; blank counts as missing
     */
    public record Form<T>(List<String> wireNames, InputType<T> type, Need need) {
        public Form {
            wireNames = List.copyOf(wireNames);
        }

        public boolean required() {
            return need == Need.ALWAYS;
        }

        /** The name in error messages and documentation. */
        public String wireName() {
            return wireNames.getFirst();
        }
    }

    /** When a value must be given. */
    public enum Need {
        NEVER,
        /** Required on create, optional on update; enforced by the operation itself. */
        FOR_NEW,
        ALWAYS
    }

    private Parameter(
            String name,
            String caption,
            Map<DialectId, Form<T>> forms,
            Map<DialectId, T> constants,
            Map<DialectId, String> captions) {
        this.name = name;
        this.caption = caption;
        this.forms = Map.copyOf(forms);
        this.constants = Map.copyOf(constants);
        this.captions = Map.copyOf(captions);
    }

    /** The domain's name, such as {@code shortName}; the same name the module uses in its errors. */
    public String name() {
        return name;
    }

    /** The caption in a dialect, in Chinese. */
    public String caption(DialectId dialect) {
        return captions.getOrDefault(dialect, caption);
    }

    /** The constant value in a dialect that has no field for the parameter; empty in others. */
    Optional<T> constantIn(DialectId dialect) {
        return Optional.ofNullable(constants.get(dialect));
    }

    /** A parameter without a form in any dialect yet. */
    public static <T> Parameter<T> named(String name, String caption) {
        return new Parameter<>(name, caption, Map.of(), Map.of(), Map.of());
    }

    /**
     * A parameter that the ERP documents for a dialect and KeHub does not support. A request that gives it a value is
     * refused with its name and the reason.
     *
     * @param reason why it is not supported, in Chinese
     * @param accepted values that ask for what KeHub does anyway, such as {@code 0}; accepted without effect
     */
    public static Parameter<String> rejected(DialectId dialect, String wireName, String reason, String... accepted) {
        return Parameter.<String>named("rejected." + wireName, "不支持：" + reason)
                .with(dialect, new Form<>(List.of(wireName), Types.rejected(reason, List.of(accepted)), Need.NEVER));
    }

    /** Several of them for one reason; 0, which asks for nothing, is accepted. */
    public static List<Parameter<?>> rejectedAll(DialectId dialect, String reason, String... wireNames) {
        return Arrays.stream(wireNames)
                .<Parameter<?>>map(wireName -> rejected(dialect, wireName, reason, "0"))
                .toList();
    }

    /** Adds the form of the quick dialect. */
    public Parameter<T> quick(String wireName, InputType<T> type) {
        return with(DialectId.QUICK, new Form<>(List.of(wireName), type, Need.NEVER));
    }

    /** Adds the form of ov1. */
    public Parameter<T> ov1(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.OV1, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** Adds the form of v3. */
    public Parameter<T> v3(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.V3, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** Adds the form of helper. */
    public Parameter<T> helper(String wireName, InputType<T> type, String... alsoKnownAs) {
        return with(DialectId.HELPER, new Form<>(names(wireName, alsoKnownAs), type, Need.NEVER));
    }

    /** Sets the caption of a dialect whose documents call the field otherwise. */
    public Parameter<T> captioned(DialectId dialect, String captionThere) {
        var more = new EnumMap<DialectId, String>(DialectId.class);
        more.putAll(captions);
        more.put(dialect, captionThere);
        return new Parameter<>(name, caption, forms, constants, more);
    }

    /** Sets a constant value for a dialect that has no field for the parameter. */
    public Parameter<T> constant(DialectId dialect, T value) {
        var more = new EnumMap<DialectId, T>(DialectId.class);
        more.putAll(constants);
        more.put(dialect, value);
        return new Parameter<>(name, caption, forms, more, captions);
    }

    /** Makes the parameter required in these dialects; in all of its dialects if none is given. */
    public Parameter<T> required(DialectId... dialects) {
        return needed(Need.ALWAYS, dialects);
    }

    /** Makes the parameter required on create in these dialects; enforced by the operation itself. */
    public Parameter<T> requiredForNew(DialectId... dialects) {
        return needed(Need.FOR_NEW, dialects);
    }

    private Parameter<T> needed(Need need, DialectId... dialects) {
        var wanted = dialects.length == 0 ? forms.keySet() : List.of(dialects);
        var changed = new EnumMap<DialectId, Form<T>>(forms);
        wanted.forEach(dialect ->
                changed.computeIfPresent(dialect, (id, form) -> new Form<>(form.wireNames(), form.type(), need)));
        return new Parameter<>(name, caption, changed, constants, captions);
    }

    /** The parameter's form in a dialect; empty if it has none. */
    public Optional<Form<T>> in(DialectId dialect) {
        return Optional.ofNullable(forms.get(dialect));
    }

    private Parameter<T> with(DialectId dialect, Form<T> form) {
        var more = new EnumMap<DialectId, Form<T>>(DialectId.class);
        more.putAll(forms);
        more.put(dialect, form);
        return new Parameter<>(name, caption, more, constants, captions);
    }

    private static List<String> names(String first, String... others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(List.of(others));
        return all;
    }
}
