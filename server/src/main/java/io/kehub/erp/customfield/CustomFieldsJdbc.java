package io.kehub.erp.customfield;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The definitions of custom fields. */
final class CustomFieldsJdbc {

    private static final String SELECT = "select number, caption, type, options, enabled from custom_field ";

    private static final String ALL = SELECT + "order by number";

    private static final String LOCK = SELECT + "where number = :number for no key update";

    /** Also locks out concurrent definitions until the end of the transaction; rolled back with it. */
    private static final String NEXT_NUMBER = """
            update custom_field_counter
            set last_number = last_number + 1
            returning last_number
            """;

    private static final String COUNT = "select count(*) from custom_field";

    private static final String INSERT = """
            insert into custom_field (number, caption, type, options)
            values (:number, :caption, :type, cast(:options as text[]))
            """;

    private static final String UPDATE = """
            update custom_field
            set caption = :caption, options = cast(:options as text[]), enabled = :enabled
            where number = :number
            """;

    private final JdbcClient jdbc;

    CustomFieldsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CustomField> all() {
        return jdbc.sql(ALL).query((row, number) -> field(row)).list();
    }

    /** The field with this number, locked until the end of the transaction; empty if there is none. */
    Optional<CustomField> lock(int number) {
        return jdbc.sql(LOCK)
                .param("number", number)
                .query((row, index) -> field(row))
                .optional();
    }

    int nextNumber() {
        return jdbc.sql(NEXT_NUMBER).query(Integer.class).single();
    }

    int count() {
        return jdbc.sql(COUNT).query(Integer.class).single();
    }

    void insert(int number, String caption, CustomFieldType type, List<String> options) {
        try {
            jdbc.sql(INSERT)
                    .param("number", number)
                    .param("caption", caption)
                    .param("type", type.name())
                    .param("options", options.toArray(String[]::new))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "custom_field_caption_is_unique", CustomFieldsJdbc::captionTaken);
        }
    }

    void update(int number, String caption, List<String> options, boolean enabled) {
        try {
            jdbc.sql(UPDATE)
                    .param("number", number)
                    .param("caption", caption)
                    .param("options", options.toArray(String[]::new))
                    .param("enabled", enabled)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "custom_field_caption_is_unique", CustomFieldsJdbc::captionTaken);
        }
    }

    private static CustomField field(ResultSet row) throws SQLException {
        return new CustomField(
                "field" + row.getInt("number"),
                row.getString("caption"),
                CustomFieldType.valueOf(row.getString("type")),
                List.of((String[]) row.getArray("options").getArray()),
                row.getBoolean("enabled"));
    }

    private static ProblemException captionTaken() {
        return new ProblemException(Problem.Conflict.field("caption", "已有同名的自定义字段", "与其他字段不同的标题，不区分大小写和全角半角"));
    }
}
