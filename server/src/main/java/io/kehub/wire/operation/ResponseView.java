package io.kehub.wire.operation;

import io.kehub.kernel.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an operation, as values that a dialect only has to frame. */
public sealed interface ResponseView {

    /** What it tells people, in Chinese, such as {@code 操作成功}. */
    String message();

    /** One value under its wire name. */
    record Field(String wireName, String caption, AnswerField.Type type, WireValue value) {}

    /** One column of a list. */
    record Column(String wireName, String caption, AnswerField.Type type) {}

    /**
     * It is done.
     *
     * @param record id of the record that was saved; null if there is nothing more to tell
     */
    record Done(String message, @Nullable Long record) implements ResponseView {}

    /** One record. */
    record Document(String message, List<Field> cells) implements ResponseView {
        public Document {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A page of records.
     *
     * @param rows the values of each in the order of the columns
     * @param total how many records all pages together hold
     */
    record Table(String message, List<Column> columns, List<List<WireValue>> rows, long total, PageRequest page)
            implements ResponseView {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** How many pages all records together fill. */
        public long pageCount() {
            return (total + page.size() - 1) / page.size();
        }
    }

    /**
     * A form, filled or to be filled.
     *
     * @param id what kind of form it is
     * @param record id of the record that it shows or will make; 0 for an empty template
     */
    record Form(String message, String id, String caption, long record, List<Group> groups) implements ResponseView {
        public Form {
            groups = List.copyOf(groups);
        }
    }

    /** A group of a form's fields. */
    record Group(String id, String caption, List<FormField> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field of a form.
     *
     * @param text what people read where the value is an id; empty otherwise
     * @param required whether it must be filled
     * @param maxLength the most letters; 0 if there is no such limit
     * @param options what may be chosen; empty if anything may be written
     */
    record FormField(
            String id,
            String caption,
            String kind,
            WireValue value,
            String text,
            boolean required,
            int maxLength,
            List<InputType.Option> options) {
        public FormField {
            options = List.copyOf(options);
        }
    }

    /** A tree to choose from. */
    record Tree(String message, List<Node> nodes) implements ResponseView {
        public Tree {
            nodes = List.copyOf(nodes);
        }
    }

    /** A branch of a tree. */
    record Node(String id, String text, List<Node> nodes) {
        public Node {
            nodes = List.copyOf(nodes);
        }
    }

    /** Something to choose from. */
    record Options(String message, List<InputType.Option> options) implements ResponseView {
        public Options {
            options = List.copyOf(options);
        }
    }

    /** A picture, sent as it is in every dialect. */
    record Picture(String message, String contentType, Dialect.Body body) implements ResponseView {}
}
