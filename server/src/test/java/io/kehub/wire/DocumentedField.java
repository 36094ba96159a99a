package io.kehub.wire;

import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field that the ERP documents of an operation, a line of {@code contract/documented-fields.tsv}.
 *
 * @param request whether it is a parameter; otherwise it is a field of the answer
 * @param list the lists that contain the field, from the outermost; empty for a field of the request itself
 */
record DocumentedField(
        DialectId dialect, String path, boolean request, List<String> list, String name, String type, String caption) {

    private static final Path FILE = Path.of("..", "contract", "documented-fields.tsv");

    /** What becomes of a parameter. */
    enum State {
        WORKS,
        REJECTED,
        IGNORED
    }

    static List<DocumentedField> all() throws IOException {
        return Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(DocumentedField::of)
                .toList();
    }

    private static DocumentedField of(String line) {
        var columns = line.split("\t", -1);
        return new DocumentedField(
                DialectId.valueOf(columns[0].toUpperCase(Locale.ROOT)),
                columns[1],
                columns[2].equals("request"),
                columns[3].isEmpty() ? List.of() : List.of(columns[3].split("\\.")),
                columns[4],
                columns[5],
                columns[6]);
    }

    /** The query of a documented address, names in lower case. */
    static Map<String, String> query(String address) {
        var query = new HashMap<String, String>();
        var question = address.indexOf('?');
        if (question >= 0) {
            for (var pair : address.substring(question + 1).split("&", -1)) {
                query.put(pair.split("=", 2)[0].toLowerCase(Locale.ROOT), pair.split("=", 2)[1]);
            }
        }
        return query;
    }

    static Optional<Operation<?>> servedBy(Catalog catalog, DialectId dialect, String address) {
        return catalog.match(dialect, address.split("\\?", 2)[0], query(address)) instanceof Catalog.Match.Found found
                ? Optional.of(found.operation())
                : Optional.empty();
    }

    /** The operation that takes the field: at an address of ov1 that saves, the one that {@code cmdkey} selects. */
    Operation<?> operation(Catalog catalog) {
        var reading = servedBy(catalog, dialect, path).orElseThrow();
        var query = query(path);
        query.put("cmdkey", "__sys_dosave");
        return request
                        && dialect == DialectId.OV1
                        && catalog.match(dialect, path.split("\\?", 2)[0], query) instanceof Catalog.Match.Found saving
                        && saving.operation().parametersIn(dialect).size() > 1
                        && state(saving.operation()) != State.IGNORED
                ? saving.operation()
                : reading;
    }

    /** The name with the lists around it, such as {@code PackingPrices.Bm}. */
    String fullName() {
        return list.isEmpty() ? name : String.join(".", list) + "." + name;
    }

    /** The parameter that takes it; empty if there is none, or if the dialect itself does. */
    Optional<Parameter<?>> parameter(Operation<?> operation) {
        var parameters = operation.parametersIn(dialect);
        for (var outer : list) {
            var found = named(outer, parameters);
            if (found.isEmpty() || form(found.get()).type().rejection().isPresent()) {
                return found;
            }
            parameters = columns(found.get());
        }
        return named(name, parameters);
    }

    State state(Operation<?> operation) {
        var parameter = parameter(operation);
        if (parameter.isPresent()) {
            return form(parameter.get()).type().rejection().isPresent() ? State.REJECTED : State.WORKS;
        }
        return isPartOfTheAddress(operation) || isCredential() ? State.WORKS : State.IGNORED;
    }

    /** The reason why the parameter is rejected. */
    String reason(Operation<?> operation) {
        return parameter(operation)
                .flatMap(parameter -> form(parameter).type().rejection())
                .orElse("");
    }

    /** The field that a refusal names, with the lists around it: {@code lines[0].unit}. */
    String refusedName(Catalog catalog) {
        var operation = operation(catalog);
        var parameters = operation.parametersIn(dialect);
        var place = new StringBuilder();
        for (var outer : list) {
            var found = named(outer, parameters).orElseThrow();
            place.append(form(found).wireName());
            if (form(found).type().rejection().isPresent()) {
                return place.toString();
            }
            place.append("[0].");
            parameters = columns(found);
        }
        return place.append(form(named(name, parameters).orElseThrow()).wireName())
                .toString();
    }

    /** Sends the parameter with a value, and gives the fields that the refusal names. */
    List<String> send(NativeCaller caller, Catalog catalog) {
        var fields = Map.<String, Object>of(name, "不支持的值");
        for (var outer : list.reversed()) {
            fields = Map.of(outer, List.of(fields));
        }
        var saves = operation(catalog) != servedBy(catalog, dialect, path).orElseThrow();
        var answer = switch (dialect) {
            case OV1 ->
                caller.ov1(path.replace("/sysa/mobilephone/", ""), saves ? "__sys_dosave" : "refresh", fields)
                        .at("/body/message/data/errors");
            case V3 -> caller.v3(path.replace("/webapi/v3/", ""), fields).path("Errors");
            default -> throw new IllegalStateException(this + " has no rejected parameters");
        };
        return answer.valueStream()
                .map(error ->
                        error.path(dialect == DialectId.V3 ? "Field" : "field").stringValue(""))
                .toList();
    }

    /**
     * Whether the operation answers the field: the recorded answer has it, as a member or as a column by its caption, or it is
     * declared for the records of a list that is empty in the recorded answer.
     */
    boolean isAnswered(Catalog catalog) {
        var operation = servedBy(catalog, dialect, path).orElseThrow();
        var file = Path.of("..", "contract", operation.id(), dialect.id() + ".answer.json");
        try {
            var answer = Files.readString(file, StandardCharsets.UTF_8);
            return Stream.of(name, caption).anyMatch(wanted -> answer.contains("\"" + wanted + "\""))
                    || operation.answer(dialect).stream().anyMatch(given -> isPart(given.described()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPart(List<Answer.Described> fields) {
        return fields.stream()
                .anyMatch(field ->
                        field.parts().stream().anyMatch(part -> part.wireName().equals(name)) || isPart(field.parts()));
    }

    private boolean isPartOfTheAddress(Operation<?> operation) {
        return list.isEmpty()
                && operation.routes(dialect).stream()
                        .flatMap(route -> route.query().keySet().stream())
                        .anyMatch(name::equalsIgnoreCase);
    }

    private boolean isCredential() {
        return dialect == DialectId.HELPER && name.equals("Token");
    }

    private Optional<Parameter<?>> named(String wanted, List<Parameter<?>> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.in(dialect).isPresent())
                .filter(parameter -> form(parameter).wireNames().stream().anyMatch(wanted::equalsIgnoreCase))
                .<Parameter<?>>map(parameter -> parameter)
                .findFirst();
    }

    private List<Parameter<?>> columns(Parameter<?> list) {
        return form(list).type() instanceof ListType<?> rows ? rows.columns() : List.of();
    }

    private Parameter.Form<?> form(Parameter<?> parameter) {
        return parameter.in(dialect).orElseThrow();
    }
}
