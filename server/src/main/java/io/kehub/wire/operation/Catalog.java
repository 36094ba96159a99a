package io.kehub.wire.operation;

import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operations of the ERP, each declared once. */
public final class Catalog {

    private record Place(Route route, Operation<?> operation) {}

    private final List<Operation<?>> operations;
    private final Map<DialectId, Map<String, List<Place>>> places = new EnumMap<>(DialectId.class);

    /** @param groups in the order of the help pages */
    public Catalog(List<OperationGroup> groups) {
        this.operations = groups.stream()
                .<Operation<?>>flatMap(OperationGroup::operations)
                .toList();
        for (var dialect : DialectId.values()) {
            var byPath = new HashMap<String, List<Place>>();
            for (var operation : operations) {
                for (var route : operation.routes(dialect)) {
                    route.paths()
                            .forEach(path -> byPath.computeIfAbsent(Route.comparable(path), at -> new ArrayList<>())
                                    .add(new Place(route, operation)));
                }
            }
            places.put(dialect, byPath);
        }
    }

    /**
     * Checks that each dialect can write the answers that the operations have in it.
     *
     * @throws IllegalStateException if one cannot
     */
    public void requireSupport(Collection<Dialect> dialects) {
        for (var dialect : dialects) {
            for (var operation : operations) {
                operation.answer(dialect.id()).ifPresent(answer -> {
                    if (!dialect.supports(answer.written())) {
                        throw new IllegalStateException("the dialect %s has no form for the answer of %s"
                                .formatted(dialect.id().id(), operation.id()));
                    }
                });
            }
        }
    }

    public List<Operation<?>> operations() {
        return operations;
    }

    public Optional<Operation<?>> find(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .<Operation<?>>map(operation -> operation)
                .findFirst();
    }

    /** Whether a dialect has an operation at this path, with any query. */
    public boolean serves(DialectId dialect, String path) {
        return !at(dialect, path).isEmpty();
    }

    /** Whether a dialect has an operation at this path that may be sent as GET. */
    public boolean readsByGet(DialectId dialect, String path) {
        return at(dialect, path).stream().anyMatch(place -> place.operation().readByGet(dialect));
    }

    /** Result of looking up an address in a dialect. */
    public sealed interface Match {
        record Found(Operation<?> operation) implements Match {}

        /**
         * The path is known, but its query selects the operation, and this query selects none.
         *
         * @param queries the queries that select an operation, such as {@code apihelptype=get&edit=1}
         */
        record WrongQuery(List<String> queries) implements Match {
            public WrongQuery {
                queries = List.copyOf(queries);
            }
        }

        /** No operation has this address. */
        record Unknown() implements Match {}
    }

    /**
     * Finds the operation at an address. If several routes match, the most specific one wins.
     *
     * @param path any case, with or without a slash at the end
     * @param query names in lower case
     */
    public Match match(DialectId dialect, String path, Map<String, String> query) {
        var candidates = at(dialect, path);
        var meant = candidates.stream()
                .filter(place -> place.route().matches(query))
                .max(Comparator.comparingInt(place -> place.route().specificity()));
        if (meant.isPresent()) {
            return new Match.Found(meant.get().operation());
        }
        return candidates.isEmpty()
                ? new Match.Unknown()
                : new Match.WrongQuery(candidates.stream()
                        .map(place -> place.route().queryText())
                        .distinct()
                        .toList());
    }

    private List<Place> at(DialectId dialect, String path) {
        return places.getOrDefault(dialect, Map.of()).getOrDefault(Route.comparable(path), List.of());
    }
}
