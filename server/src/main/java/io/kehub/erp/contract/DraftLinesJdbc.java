package io.kehub.erp.contract;

import io.kehub.database.sql.Columns;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.Waits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the lines picked and the ids reserved for future contracts. */
final class DraftLinesJdbc {

    private static final String LINES = """
            select l.*, p.name as product_name, p.code as product_code, p.model as product_model, e.text as unit_name
            from contract_draft_line l
            join product p on p.id = l.product
            join dictionary_entry e on e.id = l.unit
            where l.by_user = :user
            """;

    private static final Columns CHANGED = Columns.of("unit", "quantity", "price", "discount")
            .and("tax_included", "tax_rate", "concession", "delivered_on", "remark");

    private static final Columns INSERTED = CHANGED.and("by_user", "customer", "product");

    private static final String INSERT = "insert into contract_draft_line (%s) values (%s) returning id"
            .formatted(INSERTED.names(), INSERTED.parameters());

    private static final String UPDATE =
            "update contract_draft_line set %s where id = :id".formatted(CHANGED.assignments());

    private final JdbcClient jdbc;

    DraftLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(UserId user, @Nullable CustomerId customer, LineTerms terms, long unit) {
        return bound(jdbc.sql(INSERT), terms, unit)
                .param("by_user", user.value())
                .param("customer", customer == null ? 0 : customer.value())
                .param("product", terms.product().value())
                .query(Long.class)
                .single();
    }

    void update(long id, LineTerms terms, long unit) {
        bound(jdbc.sql(UPDATE), terms, unit).param("id", id).update();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, LineTerms terms, long unit) {
        return statement
                .param("unit", unit)
                .param("quantity", terms.quantity())
                .param("price", terms.price())
                .param("discount", terms.discount())
                .param("tax_included", terms.taxIncluded())
                .param("tax_rate", terms.taxRate())
                .param("concession", terms.concession())
                .param("delivered_on", terms.deliveredOn())
                .param("remark", terms.remark());
    }

    /** @param customer lines for this customer and for none yet; null for all */
    List<DraftLine> list(UserId user, @Nullable CustomerId customer) {
        return jdbc.sql(LINES
                        + " and (cast(:customer as bigint) is null or l.customer in (:customer, 0)) order by l.id")
                .param("user", user.value())
                .param("customer", customer == null ? null : customer.value())
                .query((row, number) -> line(row))
                .list();
    }

    Optional<DraftLine> find(UserId user, long id) {
        return jdbc.sql(LINES + " and l.id = :id")
                .param("user", user.value())
                .param("id", id)
                .query((row, number) -> line(row))
                .optional();
    }

    int delete(UserId user, Collection<Long> ids) {
        return jdbc.sql("delete from contract_draft_line where by_user = :user and id = any(:ids)")
                .param("user", user.value())
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    ContractId nextId() {
        return new ContractId(jdbc.sql("select nextval(pg_get_serial_sequence('contract', 'id'))")
                .query(Long.class)
                .single());
    }

    void reserve(ContractId id, String number, UserId by, Instant at) {
        jdbc.sql("""
                        insert into contract_reservation (id, number, reserved_by, reserved_at)
                        values (:id, :number, :by, :at)""")
                .param("id", id.value())
                .param("number", number)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Deletes the reservation and returns its number; empty if this user has not reserved the id. At most one concurrent
     * caller succeeds.
     */
    Optional<String> takeReserved(ContractId id, UserId by) {
        return jdbc.sql("delete from contract_reservation where id = :id and reserved_by = :by returning number")
                .param("id", id.value())
                .param("by", by.value())
                .query(String.class)
                .optional();
    }

    /** Dates reservations with a future timestamp, made before the clock was set back, to now. */
    void limitReservedAt(Instant now) {
        jdbc.sql("update contract_reservation set reserved_at = :now where reserved_at > :latest")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", now.plus(Waits.SKEW).atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeReservedBefore(Instant moment) {
        jdbc.sql("delete from contract_reservation where reserved_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static DraftLine line(ResultSet row) throws SQLException {
        var customer = row.getLong("customer");
        var terms = ContractLinesJdbc.terms(row);
        return new DraftLine(
                row.getLong("id"),
                customer == 0 ? null : new CustomerId(customer),
                terms,
                ContractLinesJdbc.labels(row),
                Amounts.of(terms));
    }
}
