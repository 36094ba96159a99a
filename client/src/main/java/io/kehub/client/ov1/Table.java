package io.kehub.client.ov1;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.WireValues;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list of customers: {@code {"source": {"table": {"cols", "rows", "page"}}}}. */
final class Table {
    private static final String ID = "ord";

    /** The columns of the list, and of the newest customers of the pool, where an ERP does not name them. */
    private static final List<String> POSITIONS = List.of(
            "name",
            "catename",
            "sortname",
            "sort1name",
            "personname",
            "personjob",
            "phone",
            "mobile",
            "telintro",
            "ord",
            "person",
            "url",
            "personurl");

    private static final List<String> POOL_POSITIONS = List.of(
            "name",
            "sortname",
            "sort1name",
            "personname",
            "phone",
            "mobile",
            "telintro",
            "ord",
            "person",
            "url",
            "personurl");

    /** What the columns of links hold instead of a link. */
    private static final String LINK = "_url";

    private final JsonNode table;
    private final List<String> columns;

    /** @throws io.kehub.client.ErpException with Unknown if the body holds no table */
    Table(JsonNode body) {
        this.table = body.path("source").path("table");
        if (!table.isObject() || !table.path("rows").isContainer()) {
            throw HttpAnswer.incomplete("客户列表（body.source.table.rows）");
        }
        this.columns = columns(table.path("cols"));
    }

    /** @throws io.kehub.client.ErpException with Unknown if a row has no id */
    List<Customer> customers() {
        return rows().stream().map(this::customer).toList();
    }

    /** @throws io.kehub.client.ErpException with Unknown if the ERP does not say it */
    long total() {
        var count = WireValues.wholeNumber(Json.word(table.path("page").path("recordcount")));
        if (count.isEmpty()) {
            if (rows().isEmpty()) {
                return 0;
            }
            throw HttpAnswer.incomplete("客户总数（page.recordcount）");
        }
        return count.getAsLong();
    }

    /** A number of the page that the ERP answered. */
    int page(String name, int otherwise) {
        var number = WireValues.wholeNumber(Json.word(table.path("page").path(name)));
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? (int) number.getAsLong()
                : otherwise;
    }

    /* One row alone comes unwrapped from some ERPs: as its object, or as the array of its values. */
    private List<JsonNode> rows() {
        var rows = table.path("rows");
        if (rows.isObject()) {
            return rows.isEmpty() ? List.of() : List.of(rows);
        }
        if (!rows.isEmpty() && rows.valueStream().allMatch(JsonNode::isValueNode)) {
            return List.of(rows);
        }
        return rows.valueStream().toList();
    }

    private Customer customer(JsonNode row) {
        var values = row.isObject() ? row.path("value") : row;
        var names = columns.isEmpty() ? positions(values) : columns;
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(Json.scalar(value)));
        var id = id(row, names, texts);
        var customer = Customer.builder().id(id);
        for (int i = 0; i < Math.min(names.size(), texts.size()); i++) {
            set(customer, names.get(i), texts.get(i));
        }
        var read = customer.build();
        // the list repeats the customer's name where there is no contact person
        return read.get(CustomerField.CONTACT_PERSON).equals(read.name())
                ? without(read, CustomerField.CONTACT_PERSON)
                : read;
    }

    private static String id(JsonNode row, List<String> names, List<String> texts) {
        var own = row.isObject() ? Json.word(row.path(ID)) : "";
        int place = names.indexOf(ID);
        var id = !own.isBlank() ? own : place >= 0 && place < texts.size() ? WireValues.trimmed(texts.get(place)) : "";
        if (!isId(id)) {
            throw HttpAnswer.incomplete("客户的编号（ord）");
        }
        return id.replace(",", "");
    }

    private static void set(Customer.Builder customer, String column, String text) {
        if (column.equals(ID) || column.isEmpty() || WireValues.trimmed(text).equals(LINK)) {
            return;
        }
        var field = Fields.ofColumn(column);
        if (field.isPresent()) {
            customer.set(field.get(), Fields.neutral(field.get(), text));
        } else {
            customer.customField(column, text);
        }
    }

    private static Customer without(Customer customer, CustomerField left) {
        var rest = Customer.builder().id(customer.id());
        customer.fields().forEach((field, text) -> {
            if (field != left) {
                rest.set(field, text);
            }
        });
        customer.customFields().forEach(rest::customField);
        return rest.build();
    }

    private static List<String> columns(JsonNode cols) {
        var names = new ArrayList<String>();
        cols.forEach(column -> names.add(name(column)));
        return names.contains(ID) ? List.copyOf(names) : List.of();
    }

    private static String name(JsonNode column) {
        var id = column.isObject() ? column.path("id") : column;
        return Json.word(id).toLowerCase(Locale.ROOT);
    }

    private static List<String> positions(JsonNode values) {
        if (isId(at(values, POSITIONS.indexOf(ID)))) {
            return POSITIONS;
        }
        return isId(at(values, POOL_POSITIONS.indexOf(ID))) ? POOL_POSITIONS : List.of();
    }

    private static @Nullable String at(JsonNode values, int index) {
        return index < values.size() ? Json.word(values.get(index)) : null;
    }

    private static boolean isId(@Nullable String text) {
        return text != null && WireValues.wholeNumber(text).stream().anyMatch(number -> number > 0);
    }
}
