package io.kehub.wire.operation;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All operations of the ERP, each declared once. */
public final class Catalog {

    private final List<Operation> operations;

    /** @param zone the ERP's zone, in which answers write times */
    public Catalog(ZoneId zone) {
        this.operations = Stream.concat(SessionOperations.all(), new CustomerOperations(zone).all())
                .toList();
    }

    public List<Operation> operations() {
        return operations;
    }

    /** What an address means to a dialect. */
    public sealed interface Match {
        record Found(Operation operation) implements Match {}

        /**
         * The path is known, but the query says what to do there, and it said nothing known.
         *
         * @param queries the queries that mean something, such as {@code apihelptype=get&edit=1}
         */
        record WrongQuery(List<String> queries) implements Match {
            public WrongQuery {
                queries = List.copyOf(queries);
            }
        }

        /** No operation is called there. */
        record Unknown() implements Match {}
    }

    /**
     * Finds the operation that is called at an address.
     *
     * @param path any case, with or without a slash at the end
     * @param query names in lower case
     */
    public Match match(DialectId dialect, String path, Map<String, String> query) {
        var comparable = Route.comparable(path);
        var meant = operations.stream()
                .filter(operation -> operation.routesAt(dialect, comparable).anyMatch(route -> route.isMeantBy(query)))
                .findFirst();
        if (meant.isPresent()) {
            return new Match.Found(meant.get());
        }
        var queries = operations.stream()
                .flatMap(operation -> operation.routesAt(dialect, comparable))
                .map(Route::queryText)
                .toList();
        return queries.isEmpty() ? new Match.Unknown() : new Match.WrongQuery(queries);
    }
}
