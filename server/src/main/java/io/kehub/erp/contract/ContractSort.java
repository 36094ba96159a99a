package io.kehub.erp.contract;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of contracts can be sorted. Number, amounts and days have an index. */
final class ContractSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("c.id"))
            .indexedText("number", Sql.of("text_key(c.number)"))
            .text("title", Sql.of("lower(c.title)"))
            .text("customerName", Sql.of("(select lower(k.name) from customer k where k.id = c.customer)"))
            .id("customer", Sql.of("c.customer"))
            .text("category", Sql.of("c.category"))
            .text("state", Sql.of("c.state"))
            .text("currency", Sql.of("c.currency"))
            .indexedNumber("amount", Sql.of("c.amount"))
            .indexedNumber("total", Sql.of("c.total"))
            .number("paid", Sql.of("c.paid"))
            .indexedDay("signedOn", Sql.of("c.signed_on"))
            .indexedDay("startsOn", Sql.of("c.starts_on"))
            .day("endsOn", Sql.of("c.ends_on"))
            .number(
                    "approval",
                    Sql.of("array_position(array['PENDING', 'APPROVED', 'VETOED', 'RETURNED'], c.approval)"))
            .number("paymentProgress", Sql.of("""
                    case when c.amount = 0 then 3 when c.paid <= 0 then 0 when c.paid < c.amount then 1 else 2 end"""))
            .number("invoicingProgress", Sql.of("""
                    case when c.amount = 0 then 3 when c.invoiced <= 0 then 0 when c.invoiced < c.amount then 1 else 2 end"""))
            .indexedUtcTime("addedAt", Sql.of("(c.added_at at time zone 'UTC')"));

    private ContractSort() {}
}
