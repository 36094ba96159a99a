package io.kehub.erp.purchase;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Columns;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.purchase.Supplier.Details;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of suppliers. */
final class SuppliersJdbc {

    private static final Columns WRITTEN = Columns.of("name", "contact", "phone", "address", "remark", "enabled");

    private static final String INSERT = """
            insert into supplier (%s, added_by, added_at)
            values (%s, :by, :at)
            returning id
            """.formatted(WRITTEN.names(), WRITTEN.parameters());

    private static final String UPDATE = "update supplier set %s where id = :id".formatted(WRITTEN.assignments());

    private static final SqlTemplate FOUND = SqlTemplate.of("select s.id from supplier s where {conditions}");
    private static final Sql SHOWN = Sql.of("select s.* from page join supplier s on s.id = page.id");
    private static final Sql ENABLED = Sql.of("s.enabled = :enabled");
    private static final TextSearch KEYWORD = TextSearch.indexed("keyword", "s.search_text", "s.search_text");

    private final JdbcClient jdbc;

    SuppliersJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SupplierId insert(Details details, UserId by, Instant at) {
        try {
            return new SupplierId(bound(jdbc.sql(INSERT), details, true)
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw nameTaken(details);
        }
    }

    /** Locks the supplier until the end of the transaction. */
    void lock(SupplierId id) {
        jdbc.sql("select id from supplier where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    void update(SupplierId id, Details details, boolean enabled) {
        try {
            bound(jdbc.sql(UPDATE), details, enabled).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw nameTaken(details);
        }
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, Details details, boolean enabled) {
        return statement
                .param("name", details.name())
                .param("contact", details.contact())
                .param("phone", details.phone())
                .param("address", details.address())
                .param("remark", details.remark())
                .param("enabled", enabled);
    }

    private static ProblemException nameTaken(Details details) {
        return new ProblemException(Problem.Conflict.field("name", "已有名为“" + details.name() + "”的供应商", "尚未使用的供应商名称"));
    }

    Optional<Supplier> find(SupplierId id) {
        return jdbc.sql("select s.* from supplier s where s.id = :id")
                .param("id", id.value())
                .query((row, number) -> supplier(row))
                .optional();
    }

    Page<Supplier> list(String keyword, @Nullable Boolean enabled, PageRequest page) {
        return PageReader.read(jdbc, query(keyword, enabled, page), page, (row, number) -> supplier(row));
    }

    private static BoundSql query(String keyword, @Nullable Boolean enabled, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        conditions.add(ENABLED, "enabled", enabled);
        KEYWORD.addTo(conditions, keyword);
        return conditions.bound(
                PageReader.found(FOUND.with("conditions", conditions.joined()).sql(), SHOWN));
    }

    private static Supplier supplier(ResultSet row) throws SQLException {
        return new Supplier(
                new SupplierId(row.getLong("id")),
                new Details(
                        row.getString("name"),
                        row.getString("contact"),
                        row.getString("phone"),
                        row.getString("address"),
                        row.getString("remark")),
                row.getBoolean("enabled"),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
