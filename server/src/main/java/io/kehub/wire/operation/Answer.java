package io.kehub.wire.operation;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an operation answers, declared once. {@link #show} gives a dialect its values in the order of the declaration,
 * already under the dialect's own names; how they are framed is the dialect's matter.
 */
public sealed interface Answer {

    /** What the answer tells people, in Chinese, such as {@code 操作成功}. */
    String message();

    /** The values of an outcome for a dialect. Fields that the dialect has no name for are left out. */
    Shown show(Outcome outcome, DialectId dialect);

    /** Names of all declared fields in a dialect; custom ones excluded. */
    Stream<String> names(DialectId dialect);

    /** One value of an answer. */
    record Cell(String wireName, String caption, AnswerField.Type type, WireValue value) {}

    /** Values ready to be framed. */
    sealed interface Shown {
        /** The operation is done and there is nothing to tell. */
        record Done() implements Shown {}

        /** One record. */
        record Document(List<Cell> cells) implements Shown {}

        /** A page of records; every row has the same cells. */
        record Listing(List<List<Cell>> rows, long total, PageRequest page) implements Shown {}
    }

    /** Nothing but the message. */
    record Bare(String message) implements Answer {
        @Override
        public Shown show(Outcome outcome, DialectId dialect) {
            return new Shown.Done();
        }

        @Override
        public Stream<String> names(DialectId dialect) {
            return Stream.empty();
        }
    }

    /**
     * One record.
     *
     * @param more further fields that only the outcome knows, such as custom ones
     */
    record Single<O extends Outcome>(
            String message, Class<O> outcome, List<AnswerField<O>> fields, Function<O, List<AnswerField<O>>> more)
            implements Answer {
        public Single {
            fields = List.copyOf(fields);
        }

        @Override
        public Shown show(Outcome given, DialectId dialect) {
            var source = outcome.cast(given);
            return new Shown.Document(Stream.concat(fields.stream(), more.apply(source).stream())
                    .flatMap(field -> field.cell(source, dialect).stream())
                    .toList());
        }

        @Override
        public Stream<String> names(DialectId dialect) {
            return fields.stream().flatMap(field -> field.wireNames().in(dialect).stream());
        }
    }

    /** A page of records. */
    record Paged<O extends Outcome, R>(
            String message, Class<O> outcome, Function<O, Page<R>> page, List<AnswerField<R>> fields)
            implements Answer {
        public Paged {
            fields = List.copyOf(fields);
        }

        @Override
        public Shown show(Outcome given, DialectId dialect) {
            var source = page.apply(outcome.cast(given));
            var rows = source.items().stream()
                    .map(row -> fields.stream()
                            .flatMap(field -> field.cell(row, dialect).stream())
                            .toList())
                    .toList();
            return new Shown.Listing(rows, source.total(), source.request());
        }

        @Override
        public Stream<String> names(DialectId dialect) {
            return fields.stream().flatMap(field -> field.wireNames().in(dialect).stream());
        }
    }
}
