package io.kehub.wire.operation;

import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decoding against a small ERP that needs no database: two users, two sources, two custom fields. */
public final class MadeUpDecoding {

    private static final Map<Long, User> USERS = Map.of(
            1001L, new User(new UserId(1001), "li", "李销售", Role.SALES, true),
            1002L, new User(new UserId(1002), "gone", "已离职", Role.SALES, false));
    private static final List<CustomField> FIELDS = List.of(
            new CustomField("field1", "预算", CustomFieldType.TEXT, List.of(), true),
            new CustomField("field2", "旧字段", CustomFieldType.TEXT, List.of(), false));
    private static final List<Entry> ENTRIES = List.of(
            new Entry(1, null, "微信", 1, true), new Entry(2, null, "展会", 2, true), new Entry(3, null, "传真", 3, false));

    private static final DecodingContext BORDER = new DecodingContext(
            (dictionary, text, field) -> known(Set.of("微信", "展会"), text, field),
            (dictionary, text, field) -> known(Set.of("微信", "展会", "传真"), text, field),
            dictionary -> ENTRIES,
            id -> Optional.ofNullable(USERS.get(id.value())),
            name -> USERS.values().stream()
                    .filter(user -> user.name().equals(name))
                    .toList(),
            () -> FIELDS,
            ZoneId.of("Asia/Shanghai"));
    private static final Catalog CATALOG = new Catalog(List.of(new MadeUpOperations()));

    private final List<String> ignored = new ArrayList<>();
    private final Decoder decoder = new Decoder(BORDER, CATALOG, (operation, dialect, name) -> ignored.add(name));

    public static Operation<?> operation(String id) {
        return CATALOG.find(id).orElseThrow();
    }

    public static List<Operation<?>> operations() {
        return CATALOG.operations();
    }

    /** @throws ProblemException when the values are refused */
    public static Arguments decode(Operation<?> operation, WireValue.Object input) {
        return new MadeUpDecoding().decode(operation, DialectId.QUICK, input);
    }

    Arguments decode(Operation<?> operation, DialectId dialect, WireValue.Object input) {
        return decoder.decode(operation, dialect, input);
    }

    /** The fields that nobody read, in their order. */
    List<String> ignored() {
        return ignored;
    }

    private static String known(Set<String> entries, String text, String field) {
        if (!entries.contains(text)) {
            throw new ProblemException(Problem.Invalid.field(field, "没有这个来源", String.join("、", entries)));
        }
        return text;
    }
}
