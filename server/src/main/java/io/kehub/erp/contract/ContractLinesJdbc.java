package io.kehub.erp.contract;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.database.sql.Columns;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.ProductId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the lines of contracts. */
final class ContractLinesJdbc {

    private static final Columns WRITTEN = Columns.of(
                    "product", "unit", "quantity", "base_quantity", "price", "discount")
            .and("tax_included", "tax_rate", "total", "concession", "amount", "tax", "delivered_on", "remark");

    private static final String INSERT_ALL = """
            insert into contract_line (contract, %1$s)
            select :contract, %1$s
            from unnest(
                cast(:product as bigint[]), cast(:unit as bigint[]), cast(:quantity as numeric[]),
                cast(:base_quantity as numeric[]), cast(:price as numeric[]), cast(:discount as numeric[]),
                cast(:tax_included as boolean[]), cast(:tax_rate as numeric[]), cast(:total as numeric[]),
                cast(:concession as numeric[]), cast(:amount as numeric[]), cast(:tax as numeric[]),
                cast(:delivered_on as date[]), cast(:remark as text[]))
              with ordinality as given (%1$s, position)
            order by position
            """.formatted(WRITTEN.names());

    private final JdbcClient jdbc;

    ContractLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts the lines in their order, with one statement. */
    void insertAll(ContractId contract, List<ContractRules.Accepted> lines) {
        var rows = new ColumnArrays<>(lines);
        jdbc.sql(INSERT_ALL)
                .param("contract", contract.value())
                .param("product", rows.longs(line -> line.terms().product().value()))
                .param("unit", rows.longs(ContractRules.Accepted::unit))
                .param("quantity", rows.numbers(line -> line.terms().quantity()))
                .param("base_quantity", rows.numbers(ContractRules.Accepted::baseQuantity))
                .param("price", rows.numbers(line -> line.terms().price()))
                .param("discount", rows.numbers(line -> line.terms().discount()))
                .param("tax_included", rows.booleans(line -> line.terms().taxIncluded()))
                .param("tax_rate", rows.numbers(line -> line.terms().taxRate()))
                .param("total", rows.numbers(line -> line.amounts().total()))
                .param("concession", rows.numbers(line -> line.amounts().concession()))
                .param("amount", rows.numbers(line -> line.amounts().amount()))
                .param("tax", rows.numbers(line -> line.amounts().tax()))
                .param("delivered_on", rows.dates(line -> line.terms().deliveredOn()))
                .param("remark", rows.texts(line -> line.terms().remark()))
                .update();
    }

    void deleteAll(ContractId contract) {
        jdbc.sql("delete from contract_line where contract = :id")
                .param("id", contract.value())
                .update();
    }

    List<ContractLine> list(ContractId id) {
        return jdbc.sql("""
                        select l.*, p.name as product_name, p.code as product_code, p.model as product_model,
                          e.text as unit_name
                        from contract_line l
                        join product p on p.id = l.product
                        join dictionary_entry e on e.id = l.unit
                        where l.contract = :id
                        order by l.id""")
                .param("id", id.value())
                .query((row, number) -> line(row))
                .list();
    }

    /** The terms of a stored line or a draft line. */
    static LineTerms terms(ResultSet row) throws SQLException {
        return new LineTerms(
                new ProductId(row.getLong("product")),
                row.getLong("unit"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("price"),
                row.getBigDecimal("discount"),
                row.getBoolean("tax_included"),
                row.getBigDecimal("tax_rate"),
                row.getBigDecimal("concession"),
                row.getObject("delivered_on", LocalDate.class),
                row.getString("remark"));
    }

    /** The labels of a stored line or a draft line. */
    static LineLabels labels(ResultSet row) throws SQLException {
        return new LineLabels(
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getString("unit_name"));
    }

    private static ContractLine line(ResultSet row) throws SQLException {
        return new ContractLine(
                row.getLong("id"),
                terms(row),
                labels(row),
                row.getLong("unit"),
                row.getBigDecimal("base_quantity"),
                ContractsJdbc.amounts(row));
    }
}
