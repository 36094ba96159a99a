package io.kehub.erp.contract;

import io.kehub.database.sql.Columns;
import io.kehub.erp.contract.Settlement.Kind;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of settlements. */
final class SettlementsJdbc {

    private static final Columns WRITTEN =
            Columns.of("contract", "kind", "number", "amount", "settled_on", "remark", "by_user", "at");

    private static final String COLUMNS = "id, " + WRITTEN.names();

    private static final String INSERT = """
            insert into contract_settlement (%s)
            values (%s)
            on conflict do nothing
            returning %s
            """.formatted(WRITTEN.names(), WRITTEN.parameters(), COLUMNS);

    private static final String LIST =
            "select %s from contract_settlement where contract = :contract order by id".formatted(COLUMNS);

    private static final String FIND_BY_NUMBER = """
            select %s from contract_settlement
            where kind = :kind and number <> '' and text_key(number) = text_key(:number)
            order by number = :number desc, number_duplicate
            limit 1
            """.formatted(COLUMNS);

    private static final String ADD_TO_CONTRACT = """
            update contract
            set paid = paid + case when :kind = 'PAYMENT' then :amount else 0 end,
              invoiced = invoiced + case when :kind = 'INVOICE' then :amount else 0 end
            where id = :contract
            """;

    private final JdbcClient jdbc;

    SettlementsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A settlement and its contract. */
    record Row(ContractId contract, Settlement settlement) {

        boolean matches(ContractId id, BigDecimal amount) {
            return contract.equals(id) && settlement.amount().compareTo(amount) == 0;
        }
    }

    /** Empty if the number is taken. */
    Optional<Settlement> insert(ContractId contract, NewSettlement settlement, UserId by, Instant at) {
        return jdbc.sql(INSERT)
                .param("contract", contract.value())
                .param("kind", settlement.kind().name())
                .param("number", settlement.number())
                .param("amount", settlement.amount())
                .param("settled_on", settlement.settledOn())
                .param("remark", settlement.remark())
                .param("by_user", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, index) -> settlement(row))
                .optional();
    }

    /** Adds the amount to the paid or invoiced sum of the contract. */
    void addToContract(ContractId contract, NewSettlement settlement) {
        jdbc.sql(ADD_TO_CONTRACT)
                .param("contract", contract.value())
                .param("kind", settlement.kind().name())
                .param("amount", settlement.amount())
                .update();
    }

    Optional<Row> findByNumber(Kind kind, String number) {
        return jdbc.sql(FIND_BY_NUMBER)
                .param("kind", kind.name())
                .param("number", number)
                .query((row, index) -> new Row(new ContractId(row.getLong("contract")), settlement(row)))
                .optional();
    }

    List<Settlement> list(ContractId contract) {
        return jdbc.sql(LIST)
                .param("contract", contract.value())
                .query((row, index) -> settlement(row))
                .list();
    }

    private static Settlement settlement(ResultSet row) throws SQLException {
        return new Settlement(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("number"),
                row.getBigDecimal("amount"),
                row.getObject("settled_on", LocalDate.class),
                row.getString("remark"),
                new UserId(row.getLong("by_user")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
