package io.kehub.wire.operation.type;

import java.util.List;
import java.util.Map;

/**
 * The id of a dictionary's entry, where the ERP's documents print ids that clients have copied. Such an id stands for the
 * entry with the documented text, unless the dictionary has an entry with the id itself.
 *
 * @param documented the printed ids and their texts
 */
record DocumentedIdType(DictionaryIdType<String> type, Map<Long, String> documented) implements InputType<String> {

    @Override
    public ValueShape shape() {
        return type.shape();
    }

    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public boolean isChoice() {
        return true;
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return type.options(decoding);
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        var id = new IdType<>(Long::valueOf).read(value, context);
        if (!(id instanceof Parsed.Ok<Long> given) || !documented.containsKey(given.value())) {
            return type.read(value, context);
        }
        var entries = context.decoding().entries().apply(type.dictionary());
        if (entries.stream().anyMatch(entry -> entry.id() == given.value())) {
            return type.read(value, context);
        }
        return entries.stream()
                .filter(entry -> entry.text().equals(documented.get(given.value())))
                .findFirst()
                .map(entry -> type.read(WireValue.Number.of(entry.id()), context))
                .orElseGet(() -> type.read(value, context));
    }
}
