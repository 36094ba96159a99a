package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.InputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Declares how an operation's result is answered. {@link #show} returns the values in the order of declaration, under
 * the dialect's names; the dialect formats them.
 *
 * @param <O> type of the operation's result
 */
public sealed interface Answer<O> {

    /** The message for people, in Chinese, such as {@code 操作成功}. */
    String message();

    ResponseView show(O outcome, DecodingContext decoding);

    /** The fields of the answer, for documentation and to tell callers which fields are read-only. */
    List<Described> described();

    /** The columns of a list without rows; empty if this is not a list. */
    default Optional<ResponseView> skeleton() {
        return Optional.empty();
    }

    /**
     * Adapts this answer to an operation with another result type.
     *
     * @param part converts the result to the type that this answer shows; called once per response
     */
    default <P> Answer<P> within(Function<P, O> part) {
        return new Within<>(this, part);
    }

    /** The wrapped answer if this one adapts another; otherwise this answer. */
    default Answer<?> written() {
        return this;
    }

    /** A field of an answer, for the documentation. */
    record Described(String name, String wireName, String caption, AnswerField.Type type) {}

    /** Only the message. */
    static <O> Answer<O> done(String message) {
        return new Bare<>(message, outcome -> message, outcome -> null);
    }

    /** Only a message, made from the outcome. */
    static <O> Answer<O> done(String message, Function<O, String> told) {
        return new Bare<>(message, told, outcome -> null);
    }

    /** The message and, if the dialect can carry it, the id of the saved record. */
    static <O> Answer<O> saved(String message, ToLongFunction<O> record) {
        return new Bare<>(message, outcome -> message, record::applyAsLong);
    }

    /** One record. */
    static <O> Answer<O> single(String message, List<AnswerField<O>> fields) {
        return new Single<>(message, fields, outcome -> List.of());
    }

    /**
     * One record.
     *
     * @param more additional fields that depend on the result, such as custom fields
     */
    static <O> Answer<O> single(String message, List<AnswerField<O>> fields, Function<O, List<AnswerField<O>>> more) {
        return new Single<>(message, fields, more);
    }

    /** A page of records. All records have the same fields in the same order; the order is part of the contract. */
    static <R> Answer<Page<R>> paged(String message, List<AnswerField<R>> fields) {
        return new Paged<>(message, Function.identity(), fields);
    }

    /** A page of records contained in the result. */
    static <O, R> Answer<O> paged(String message, Function<O, Page<R>> page, List<AnswerField<R>> fields) {
        return new Paged<>(message, page, fields);
    }

    /**
     * A form.
     *
     * @param id what kind of form it is
     * @param record id of the record that is shown or will be created; 0 for an empty template
     */
    static <O> Answer<O> form(
            String message,
            String id,
            Function<O, String> caption,
            ToLongFunction<O> record,
            List<FormGroup<O>> groups) {
        return new Form<>(message, id, caption, record, groups);
    }

    /** A tree to choose from. */
    static <O> Answer<O> tree(String message, Function<O, List<ResponseView.Node>> nodes) {
        return new Tree<>(message, nodes);
    }

    /** A few things to choose from. */
    static <O> Answer<O> options(String message, Function<O, List<InputType.Option>> options) {
        return new Options<>(message, options);
    }

    /** A picture. */
    static <O> Answer<O> picture(String message, String contentType, Function<O, byte[]> bytes) {
        return new Picture<>(message, contentType, bytes);
    }

    record Within<P, O>(Answer<O> answer, Function<P, O> part) implements Answer<P> {
        @Override
        public String message() {
            return answer.message();
        }

        @Override
        public ResponseView show(P outcome, DecodingContext decoding) {
            return answer.show(part.apply(outcome), decoding);
        }

        @Override
        public List<Described> described() {
            return answer.described();
        }

        @Override
        public Optional<ResponseView> skeleton() {
            return answer.skeleton();
        }

        @Override
        public Answer<?> written() {
            return answer.written();
        }
    }

    record Bare<O>(String message, Function<O, String> told, Function<O, @Nullable Long> record) implements Answer<O> {
        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            return new ResponseView.Done(told.apply(outcome), record.apply(outcome));
        }

        @Override
        public List<Described> described() {
            return List.of();
        }
    }

    record Single<O>(String message, List<AnswerField<O>> fields, Function<O, List<AnswerField<O>>> more)
            implements Answer<O> {
        public Single {
            fields = List.copyOf(fields);
        }

        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            var cells = new ArrayList<ResponseView.Field>(fields.size());
            fields.forEach(field -> cells.add(field.cell(outcome)));
            more.apply(outcome).forEach(field -> cells.add(field.cell(outcome)));
            return new ResponseView.Document(message, cells);
        }

        @Override
        public List<Described> described() {
            return fields.stream().map(AnswerField::described).toList();
        }
    }

    record Paged<O, R>(String message, Function<O, Page<R>> page, List<AnswerField<R>> fields) implements Answer<O> {
        public Paged {
            fields = List.copyOf(fields);
        }

        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            var shown = page.apply(outcome);
            return table(shown.items(), shown.total(), shown.request());
        }

        @Override
        public Optional<ResponseView> skeleton() {
            return Optional.of(table(List.of(), 0, new PageRequest(1, PageRequest.DEFAULT_SIZE)));
        }

        private ResponseView table(List<R> records, long total, PageRequest request) {
            var columns = fields.stream().map(AnswerField::column).toList();
            var rows = records.stream()
                    .map(row -> fields.stream()
                            .map(field -> field.value().apply(row))
                            .toList())
                    .toList();
            return new ResponseView.Table(message, columns, rows, total, request);
        }

        @Override
        public List<Described> described() {
            return fields.stream().map(AnswerField::described).toList();
        }
    }

    record Form<O>(
            String message, String id, Function<O, String> caption, ToLongFunction<O> record, List<FormGroup<O>> groups)
            implements Answer<O> {
        public Form {
            groups = List.copyOf(groups);
        }

        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            return new ResponseView.Form(
                    message,
                    id,
                    caption.apply(outcome),
                    record.applyAsLong(outcome),
                    groups.stream().map(group -> group.show(outcome, decoding)).toList());
        }

        @Override
        public List<Described> described() {
            return groups.stream()
                    .flatMap(group -> group.fields().stream())
                    .map(FormField::described)
                    .toList();
        }
    }

    record Tree<O>(String message, Function<O, List<ResponseView.Node>> nodes) implements Answer<O> {
        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            return new ResponseView.Tree(message, nodes.apply(outcome));
        }

        @Override
        public List<Described> described() {
            return List.of();
        }
    }

    record Options<O>(String message, Function<O, List<InputType.Option>> options) implements Answer<O> {
        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            return new ResponseView.Options(message, options.apply(outcome));
        }

        @Override
        public List<Described> described() {
            return List.of(
                    new Described("id", "ID", "唯一标识", AnswerField.Type.ID),
                    new Described("name", "Name", "名称", AnswerField.Type.TEXT));
        }
    }

    record Picture<O>(String message, String contentType, Function<O, byte[]> bytes) implements Answer<O> {
        @Override
        public ResponseView show(O outcome, DecodingContext decoding) {
            return new ResponseView.Picture(message, contentType, new Dialect.Body(bytes.apply(outcome)));
        }

        @Override
        public List<Described> described() {
            return List.of();
        }
    }
}
