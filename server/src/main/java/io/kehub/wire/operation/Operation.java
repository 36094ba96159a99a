package io.kehub.wire.operation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One operation of the ERP, declared once for all dialects.
 *
 * @param id a stable name, such as {@code customer-list}; also the name of its folder in {@code contract/}
 * @param group what people call the operations that it belongs to, in Chinese
 * @param caption what people call it, in Chinese
 * @param routes where each dialect calls it
 * @param needsSession whether the caller must be signed in
 * @param customFields whether the custom fields of customers are parameters too
 * @param request builds the request from checked arguments; refuses what no single parameter can tell with
 *     {@code Problem.Invalid} in the domain's names
 */
public record Operation(
        String id,
        String group,
        String caption,
        List<Route> routes,
        boolean needsSession,
        List<Parameter<?>> parameters,
        boolean customFields,
        Answer answer,
        Builder request) {

    /** Builds a request from the arguments of one call. */
    @FunctionalInterface
    interface Builder extends Function<Arguments, Request> {}

    public Operation {
        routes = List.copyOf(routes);
        parameters = List.copyOf(parameters);
    }

    /** Whether a call without any parameter makes sense, so that an empty body is as good as an empty object. */
    public boolean takesNothing() {
        return parameters.isEmpty() && !customFields;
    }

    /** What a dialect calls the field that the domain calls {@code name}; the name itself where no parameter has it. */
    String wireName(String name, DialectId dialect) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .flatMap(parameter -> parameter.wireNames().in(dialect).stream())
                .findFirst()
                .orElse(name);
    }

    Stream<Route> routesAt(DialectId dialect, String comparablePath) {
        return routes.stream().filter(route -> route.isAt(dialect, comparablePath));
    }
}
