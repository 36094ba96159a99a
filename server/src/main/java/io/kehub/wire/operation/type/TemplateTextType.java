package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;

/**
 * A text, or the id of a template that stands for its text: of an enabled entry, or one that the ERP documents.
 *
 * @param templates the dictionary of templates
 */
record TemplateTextType(DictionaryName templates, InputType<String> text) implements InputType<String> {

    private static final IdType<Long> ID = new IdType<>(Long::valueOf);

    @Override
    public ValueShape shape() {
        return text.shape();
    }

    @Override
    public String allowed() {
        return text.allowed() + "，或" + templates.caption() + "的编号";
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return ID.read(value, context) instanceof Parsed.Ok<Long> id
                ? DocumentedIds.entry(
                                templates,
                                id.value(),
                                context.decoding().entries().apply(templates))
                        .filter(Entry::enabled)
                        .map(entry -> Parsed.ok(entry.text()))
                        .orElseGet(() -> text.read(value, context))
                : text.read(value, context);
    }
}
