package io.kehub.erp.contract;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.ProductId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the lines of contracts. */
final class ContractLinesJdbc {

    private static final String INSERT_ALL = """
            insert into contract_line (
              contract, product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate,
              total, concession, amount, tax, delivered_on, remark)
            select
              :contract, product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate,
              total, concession, amount, tax, delivered_on, remark
            from unnest(
                cast(:products as bigint[]), cast(:units as bigint[]), cast(:quantities as numeric[]),
                cast(:baseQuantities as numeric[]), cast(:prices as numeric[]), cast(:discounts as numeric[]),
                cast(:taxIncluded as boolean[]), cast(:taxRates as numeric[]), cast(:totals as numeric[]),
                cast(:concessions as numeric[]), cast(:amounts as numeric[]), cast(:taxes as numeric[]),
                cast(:deliveredOn as date[]), cast(:remarks as text[]))
              with ordinality as given (
                product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate,
                total, concession, amount, tax, delivered_on, remark, position)
            order by position
            """;

    private final JdbcClient jdbc;

    ContractLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts the lines in their order, with one statement. */
    void insertAll(ContractId contract, List<ContractRules.Accepted> lines) {
        var rows = new ColumnArrays<>(lines);
        jdbc.sql(INSERT_ALL)
                .param("contract", contract.value())
                .param("products", rows.longs(line -> line.terms().product().value()))
                .param("units", rows.longs(ContractRules.Accepted::unit))
                .param("quantities", rows.numbers(line -> line.terms().quantity()))
                .param("baseQuantities", rows.numbers(ContractRules.Accepted::baseQuantity))
                .param("prices", rows.numbers(line -> line.terms().price()))
                .param("discounts", rows.numbers(line -> line.terms().discount()))
                .param("taxIncluded", rows.booleans(line -> line.terms().taxIncluded()))
                .param("taxRates", rows.numbers(line -> line.terms().taxRate()))
                .param("totals", rows.numbers(line -> line.money().total()))
                .param("concessions", rows.numbers(line -> line.money().concession()))
                .param("amounts", rows.numbers(line -> line.money().amount()))
                .param("taxes", rows.numbers(line -> line.money().tax()))
                .param("deliveredOn", rows.dates(line -> line.terms().deliveredOn()))
                .param("remarks", rows.texts(line -> line.terms().remark()))
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

    /** The terms of a line, of a contract or of a draft. */
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

    private static ContractLine line(ResultSet row) throws SQLException {
        return new ContractLine(
                row.getLong("id"),
                terms(row),
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getLong("unit"),
                row.getString("unit_name"),
                row.getBigDecimal("base_quantity"),
                row.getBigDecimal("total"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("tax"));
    }
}
