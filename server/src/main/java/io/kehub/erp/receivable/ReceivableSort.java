package io.kehub.erp.receivable;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of receivables can be sorted. The planned day, the amount and the time of adding have an index. */
final class ReceivableSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("r.id"))
            .text("customerName", Sql.of("(select lower(k.name) from customer k where k.id = r.customer)"))
            .text("customerNumber", Sql.of("(select lower(k.number) from customer k where k.id = r.customer)"))
            .text("contractTitle", Sql.of("(select lower(c.title) from contract c where c.id = r.contract)"))
            .text("contractNumber", Sql.of("(select lower(c.number) from contract c where c.id = r.contract)"))
            .id("customer", Sql.of("r.customer"))
            .id("contract", Sql.of("r.contract"))
            .indexedNumber("amount", Sql.of("r.amount"))
            .number("received", Sql.of("r.received"))
            .number("outstanding", Sql.of("case when r.cancelled then 0 else r.amount - r.received end"))
            .text("currency", Sql.of("r.currency"))
            .indexedDay("plannedOn", Sql.of("r.planned_on"))
            .day("receivedOn", Sql.of("r.received_on"))
            .number("state", Sql.of("array_position(array['OPEN', 'PART', 'ALL', 'CANCELLED'], r.state)"))
            .text("contractPlan", Sql.of("r.contract_plan"))
            .text("contractKind", Sql.of("r.contract_kind"))
            .text("method", Sql.of("r.method"))
            .text("ownerName", Sql.of("(select lower(u.name) from erp_user u where u.id = r.owner)"))
            .text("remark", Sql.of("lower(r.remark)"))
            .indexedUtcTime("addedAt", Sql.of("(r.added_at at time zone 'UTC')"));

    private ReceivableSort() {}
}
