package io.kehub.erp.inventory;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of stock documents can be sorted. */
final class StockDocumentSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("d.id"))
            .text("title", Sql.of("lower(d.title)"))
            .text("number", Sql.of("lower(d.number)"))
            .text("state", Sql.of("d.state"))
            .text("category", Sql.of("d.category"))
            .number("quantity", Sql.of("(select sum(l.base_quantity) from stock_line l where l.document = d.id)"))
            .time("appliedAt", Sql.of("d.applied_at"))
            .time("confirmedAt", Sql.of("d.confirmed_at"));

    private StockDocumentSort() {}
}
