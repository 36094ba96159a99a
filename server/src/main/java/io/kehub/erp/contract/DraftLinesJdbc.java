package io.kehub.erp.contract;

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

/** All SQL of what is picked and reserved before a contract is saved. */
final class DraftLinesJdbc {

    private static final String LINES = """
            select l.*, p.name as product_name, p.code as product_code, p.model as product_model, e.text as unit_name
            from contract_draft_line l
            join product p on p.id = l.product
            join dictionary_entry e on e.id = l.unit
            where l.by_user = :user
            """;

    private final JdbcClient jdbc;

    DraftLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(UserId user, @Nullable CustomerId customer, LineTerms terms, long unit) {
        return bound(jdbc.sql("""
                                insert into contract_draft_line (
                                  by_user, customer, product, unit, quantity, price, discount, tax_included, tax_rate,
                                  concession, delivered_on, remark)
                                values (
                                  :user, :customer, :product, :unit, :quantity, :price, :discount, :taxIncluded,
                                  :taxRate, :concession, :deliveredOn, :remark)
                                returning id"""), terms, unit)
                .param("user", user.value())
                .param("customer", customer == null ? 0 : customer.value())
                .param("product", terms.product().value())
                .query(Long.class)
                .single();
    }

    void update(long id, LineTerms terms, long unit) {
        bound(jdbc.sql("""
                                update contract_draft_line
                                set unit = :unit, quantity = :quantity, price = :price, discount = :discount,
                                  tax_included = :taxIncluded, tax_rate = :taxRate, concession = :concession,
                                  delivered_on = :deliveredOn, remark = :remark
                                where id = :id"""), terms, unit).param("id", id).update();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, LineTerms terms, long unit) {
        return statement
                .param("unit", unit)
                .param("quantity", terms.quantity())
                .param("price", terms.price())
                .param("discount", terms.discount())
                .param("taxIncluded", terms.taxIncluded())
                .param("taxRate", terms.taxRate())
                .param("concession", terms.concession())
                .param("deliveredOn", terms.deliveredOn())
                .param("remark", terms.remark());
    }

    /** @param customer picked for this customer, or for none yet; null for all */
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

    /** Uses up the reservation and gives its number; empty if this user has none of the id. One taker wins. */
    Optional<String> takeReserved(ContractId id, UserId by) {
        return jdbc.sql("delete from contract_reservation where id = :id and reserved_by = :by returning number")
                .param("id", id.value())
                .param("by", by.value())
                .query(String.class)
                .optional();
    }

    /** Reservations from the future, made before the clock was set back, count as made now. */
    void reservedNoLaterThan(Instant now) {
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
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getString("unit_name"),
                LineMoney.of(terms));
    }
}
