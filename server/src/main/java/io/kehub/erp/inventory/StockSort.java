package io.kehub.erp.inventory;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which the list of products in stock can be sorted. */
final class StockSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("s.product"))
            .text("name", Sql.of("lower(p.name)"))
            .text("code", Sql.of("lower(p.code)"))
            .text("model", Sql.of("lower(p.model)"))
            .number("quantity", Sql.of("s.quantity"))
            .number("frozen", Sql.of("s.frozen"))
            .number("reserved", Sql.of("s.reserved"))
            .number("inTransit", Sql.of("s.in_transit"));

    private StockSort() {}
}
