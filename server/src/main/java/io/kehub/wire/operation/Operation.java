package io.kehub.wire.operation;

import io.kehub.erp.access.Permission;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the ERP, declared once for all dialects.
 *
 * @param <O> what comes of it
 */
public final class Operation<O> {

    /** Does the work. What it changes is committed when it returns, and nothing is changed when it throws. */
    @FunctionalInterface
    public interface Handler<O> {
        O handle(Arguments given, ErpCall call);
    }

    /**
     * How a dialect speaks of the operation.
     *
     * @param readByGet whether GET is accepted as well as POST
     */
    record DialectBinding<O>(List<Route> routes, Answer<O> answer, boolean readByGet) {
        DialectBinding {
            routes = List.copyOf(routes);
        }
    }

    private final String id;
    private final List<String> navigation;
    private final String caption;
    private final boolean needsSession;
    private final @Nullable Permission permission;
    private final List<Parameter<?>> parameters;
    private final Map<DialectId, Set<Parameter<?>>> leftOut;
    private final boolean customFields;
    private final Map<DialectId, DialectBinding<O>> speeches;
    private final Handler<O> handler;
    private final Function<O, SessionEffect> effect;
    private final @Nullable Handler<Map<String, ?>> present;
    private final Set<DialectId> keepsIn;

    private Operation(Builder<O> builder, Handler<O> handler) {
        this.id = builder.id;
        this.navigation = List.copyOf(builder.navigation);
        this.caption = builder.caption;
        this.needsSession = builder.needsSession;
        this.permission = builder.permission;
        this.parameters = List.copyOf(builder.parameters);
        this.leftOut = Map.copyOf(builder.leftOut);
        this.customFields = builder.customFields;
        this.speeches = Map.copyOf(builder.speeches);
        this.handler = handler;
        this.effect = builder.effect;
        this.present = builder.present;
        this.keepsIn = Set.copyOf(builder.keepsIn);
    }

    /**
     * Begins a declaration.
     *
     * @param id a stable name, such as {@code customer-list}; also the name of its folder in {@code contract/}
     * @param caption what people call it, in Chinese
     * @param navigation its place in the help pages, outermost first, such as 销售栏目, 客户管理, 客户对接
     */
    public static <O> Builder<O> declare(String id, String caption, String... navigation) {
        return new Builder<>(id, caption, List.of(navigation));
    }

    public String id() {
        return id;
    }

    public String caption() {
        return caption;
    }

    /** Its place in the help pages, outermost first. */
    public List<String> navigation() {
        return navigation;
    }

    /** Caption of the operation's group, in Chinese. */
    public String group() {
        return navigation.getLast();
    }

    public boolean needsSession() {
        return needsSession;
    }

    /** The required permission; null if any session is enough. */
    public @Nullable Permission permission() {
        return permission;
    }

    public List<Parameter<?>> parameters() {
        return parameters;
    }

    /** The parameters of a dialect. */
    public List<Parameter<?>> parametersIn(DialectId dialect) {
        return valuesIn(dialect).stream()
                .filter(parameter -> parameter.in(dialect).isPresent())
                .toList();
    }

    /** The parameters that have a value in a dialect: those that it knows, and those with a constant. */
    List<Parameter<?>> valuesIn(DialectId dialect) {
        var without = leftOut.getOrDefault(dialect, Set.of());
        return parameters.stream()
                .filter(parameter -> !without.contains(parameter))
                .toList();
    }

    /** Whether the custom fields of customers are parameters too. */
    public boolean customFields() {
        return customFields;
    }

    /** Whether it saves a record that may keep values which new records may not have. */
    boolean keepsOldValues(DialectId dialect) {
        return present != null && keepsIn.contains(dialect);
    }

    /** The current values of the record to be saved, by parameter name; empty for a new record. */
    Map<String, ?> present(Arguments given, ErpCall call) {
        return present == null ? Map.of() : present.handle(given, call);
    }

    /** The dialects in which it is served. */
    public Stream<DialectId> dialects() {
        return speeches.keySet().stream().sorted();
    }

    public List<Route> routes(DialectId dialect) {
        return Optional.ofNullable(speeches.get(dialect))
                .map(DialectBinding::routes)
                .orElse(List.of());
    }

    /** The answer in a dialect; empty if the dialect does not serve the operation. */
    public Optional<Answer<O>> answer(DialectId dialect) {
        return Optional.ofNullable(speeches.get(dialect)).map(DialectBinding::answer);
    }

    /** Whether a dialect accepts it as GET, with the parameters in the query. */
    public boolean readByGet(DialectId dialect) {
        return Optional.ofNullable(speeches.get(dialect))
                .map(DialectBinding::readByGet)
                .orElse(false);
    }

    /** Whether all parameters are optional; an empty body is then treated as an empty object. */
    public boolean takesNothing(DialectId dialect) {
        return parametersIn(dialect).isEmpty() && !customFields;
    }

    /**
     * A dialect's name for the domain field {@code name}, also inside a list ({@code lines[2].unit}); {@code name}
     * itself if no parameter has it.
     */
    String wireName(String name, DialectId dialect) {
        return wireName(parameters, name, dialect);
    }

    private static String wireName(List<Parameter<?>> parameters, String name, DialectId dialect) {
        var bracket = name.indexOf('[');
        var dot = name.indexOf("].");
        var outer = bracket < 0 ? name : name.substring(0, bracket);
        var form = parameters.stream()
                .filter(parameter -> parameter.name().equals(outer))
                .flatMap(parameter -> parameter.in(dialect).stream())
                .findFirst();
        if (form.isEmpty()) {
            return name;
        }
        var shown = form.get().wireName() + name.substring(outer.length());
        return dot > bracket && bracket > 0 && form.get().type() instanceof ListType<?> rows
                ? form.get().wireName()
                        + name.substring(bracket, dot + 2)
                        + wireName(rows.columns(), name.substring(dot + 2), dialect)
                : shown;
    }

    /** Runs the operation and returns its answer in a dialect. */
    Result perform(Arguments given, ErpCall call, DecodingContext decoding) {
        var outcome = handler.handle(given, call);
        var answer = answer(call.dialect()).orElseThrow();
        return new Result(answer.show(outcome, decoding), effect.apply(outcome));
    }

    /** The columns of a list; empty if the operation is not a list. */
    public Optional<ResponseView> skeleton(DialectId dialect) {
        return answer(dialect).flatMap(Answer::skeleton);
    }

    /** The result, ready to be formatted by the dialect. */
    public record Result(ResponseView shown, SessionEffect effect) {}

    /** Declares an operation step by step. */
    public static final class Builder<O> {

        private final String id;
        private final String caption;
        private final List<String> navigation;
        private boolean needsSession = true;
        private @Nullable Permission permission;
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final Map<DialectId, Set<Parameter<?>>> leftOut = new EnumMap<>(DialectId.class);
        private boolean customFields;
        private final Map<DialectId, DialectBinding<O>> speeches = new EnumMap<>(DialectId.class);
        private @Nullable Handler<Map<String, ?>> present;
        private Set<DialectId> keepsIn = Set.of(DialectId.values());
        private Function<O, SessionEffect> effect = outcome -> new SessionEffect.None();

        private Builder(String id, String caption, List<String> navigation) {
            this.id = id;
            this.caption = caption;
            this.navigation = navigation;
        }

        /** Needs no session. */
        public Builder<O> open() {
            needsSession = false;
            return this;
        }

        /** Requires a permission. */
        public Builder<O> needs(Permission wanted) {
            permission = wanted;
            return this;
        }

        public Builder<O> takes(Parameter<?>... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        public Builder<O> takes(List<Parameter<?>> more) {
            parameters.addAll(more);
            return this;
        }

        /**
         * Knows a documented parameter of a dialect, but does not support it: a request that gives it a value is refused
         * with its name.
         *
         * @param reason why it is not supported, in Chinese
         * @param accepted values that ask for what KeHub does anyway, such as {@code 0}; accepted without effect
         */
        public Builder<O> rejects(DialectId dialect, String wireName, String reason, String... accepted) {
            parameters.add(Parameter.rejected(dialect, wireName, reason, accepted));
            return this;
        }

        /** Rejects several parameters by name for one reason; 0, which asks for nothing, is accepted. */
        public Builder<O> rejectsAll(DialectId dialect, String reason, String... wireNames) {
            parameters.addAll(Parameter.rejectedAll(dialect, reason, wireNames));
            return this;
        }

        /** Rejects by name what another request at the same address takes. */
        public Builder<O> rejects(DialectId dialect, List<Parameter<?>> others, String reason) {
            others.stream()
                    .flatMap(parameter -> parameter.in(dialect).stream())
                    .flatMap(form -> form.wireNames().stream())
                    .forEach(wireName -> rejects(dialect, wireName, reason));
            return this;
        }

        /** Lists have one order: newest first. Any other is rejected by name. */
        public Builder<O> rejectsSort(DialectId dialect) {
            return rejects(dialect, "_rpt_sort", "列表只按数据唯一标识倒序排列", "0", "-ord", "-id");
        }

        /** Rejects by name what only the pages of the ERP's own program send. */
        public Builder<O> rejectsPageInternals(DialectId dialect) {
            return rejects(dialect, "_insert_rowindex", "只用于网页上的编辑表格", "0", "-1")
                    .rejects(dialect, "debug", "没有调试输出", "0", "false");
        }

        /** Excludes parameters from a dialect here, although the dialect has a form for them in other operations. */
        public Builder<O> without(DialectId dialect, Parameter<?>... unknown) {
            leftOut.put(dialect, Set.of(unknown));
            return this;
        }

        public Builder<O> takesCustomFields() {
            customFields = true;
            return this;
        }

        /** Side effect on the caller's session: opens or closes one. */
        public Builder<O> effect(Function<O, SessionEffect> opensOrEnds) {
            effect = opensOrEnds;
            return this;
        }

        /**
         * Saves a new or an existing record. An existing record may keep values that new records may not have, such as
         * a disabled dictionary entry.
         *
         * @param existing returns the record's current values by parameter name (a collection for a parameter of nested
         *     rows); empty for a new record. Called only if a request contains such a value.
         */
        public Builder<O> keeps(Handler<Map<String, ?>> existing) {
            present = existing;
            return this;
        }

        /** Same, if only some dialects can update an existing record. */
        public Builder<O> keepsIn(DialectId dialect, Handler<Map<String, ?>> existing) {
            keepsIn = Set.of(dialect);
            return keeps(existing);
        }

        /** Served in the quick dialect at this address. */
        public Builder<O> quick(Answer<O> answer, Route... routes) {
            return speech(DialectId.QUICK, answer, false, routes);
        }

        /** Served in ov1, see {@link Route#ov1}. */
        public Builder<O> ov1(Answer<O> answer, Route... routes) {
            return speech(DialectId.OV1, answer, false, routes);
        }

        /** Served in ov1; read-only, so GET is accepted too. */
        public Builder<O> ov1ReadByGet(Answer<O> answer, Route... routes) {
            return speech(DialectId.OV1, answer, true, routes);
        }

        /** Served in v3. */
        public Builder<O> v3(Answer<O> answer, Route... routes) {
            return speech(DialectId.V3, answer, false, routes);
        }

        /** Served in v3; read-only, so GET is accepted too. */
        public Builder<O> v3ReadByGet(Answer<O> answer, Route... routes) {
            return speech(DialectId.V3, answer, true, routes);
        }

        /** Served in helper; read-only, so GET is accepted too. */
        public Builder<O> helper(Answer<O> answer, Route... routes) {
            return speech(DialectId.HELPER, answer, true, routes);
        }

        private Builder<O> speech(DialectId dialect, Answer<O> answer, boolean readByGet, Route... routes) {
            speeches.put(dialect, new DialectBinding<>(List.of(routes), answer, readByGet));
            return this;
        }

        public Operation<O> handledBy(Handler<O> handler) {
            return new Operation<>(this, handler);
        }
    }
}
