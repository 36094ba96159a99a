package io.kehub.wire.operation;

import io.kehub.kernel.PageRequest;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.WireValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of an operation as neutral values, ready to be formatted by a dialect. */
public sealed interface ResponseView {

    /** The message, in Chinese, such as {@code 操作成功}. */
    String message();

    /** One value under its wire name. */
    record Field(String wireName, String caption, AnswerField.Type type, WireValue value) {}

    /** One column of a list. */
    record Column(String wireName, String caption, AnswerField.Type type) {}

    /**
     * Success.
     *
     * @param record id of the saved record; null if there is none
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
     * @param total number of records on all pages
     */
    record Table(String message, List<Column> columns, List<List<WireValue>> rows, long total, PageRequest page)
            implements ResponseView {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** Number of pages. */
        public long pageCount() {
            return (total + page.size() - 1) / page.size();
        }
    }

    /**
     * A form, filled or empty.
     *
     * @param id kind of the form
     * @param record id of the record that is shown or will be created; 0 for an empty template
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
     * @param text the caption if the value is an id; empty otherwise
     * @param required whether a value is required
     * @param maxLength maximum length in code points; 0 if unlimited
     * @param options the selectable values; empty if any value is allowed
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

    /** A tree of selectable values. */
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

    /** A selectable value. */
    record Options(String message, List<InputType.Option> options) implements ResponseView {
        public Options {
            options = List.copyOf(options);
        }
    }

    /** A picture, sent unchanged in every dialect. */
    record Picture(String message, String contentType, Dialect.Body body) implements ResponseView {}
}
