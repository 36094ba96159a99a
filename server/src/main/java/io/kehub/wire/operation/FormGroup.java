package io.kehub.wire.operation;

import io.kehub.wire.operation.type.DecodingContext;
import java.util.List;

/**
 * A group of a form's fields.
 *
 * @param id a stable name
 * @param caption the heading, in Chinese
 * @param fields in the order of the form, which is part of the contract
 * @param <O> type that the values are taken from
 */
public record FormGroup<O>(String id, String caption, List<FormField<O>> fields) {
    public FormGroup {
        fields = List.copyOf(fields);
    }

    ResponseView.Group show(O outcome, DecodingContext decoding) {
        return new ResponseView.Group(
                id,
                caption,
                fields.stream().map(field -> field.show(outcome, decoding)).toList());
    }
}
