package io.kehub.erp.purchase;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of purchases can be sorted. Number, amount and the time of adding have an index. */
final class PurchaseSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("r.id"))
            .indexedText("number", Sql.of("text_key(r.number)"))
            .text("title", Sql.of("lower(r.title)"))
            .text("supplierName", Sql.of("(select lower(s.name) from supplier s where s.id = r.supplier)"))
            .id("supplier", Sql.of("r.supplier"))
            .text("buyerName", Sql.of("(select lower(u.name) from erp_user u where u.id = r.owner)"))
            .text("category", Sql.of("r.category"))
            .indexedNumber("amount", Sql.of("r.amount"))
            .text("currency", Sql.of("r.currency"))
            .number("state", Sql.of("array_position(array['PENDING', 'APPROVED', 'REFUSED', 'CANCELLED'], r.state)"))
            .number("arrival", Sql.of("array_position(array['NONE', 'PART', 'ALL', 'NOT_NEEDED'], r.arrival)"))
            .indexedDay("orderedOn", Sql.of("r.ordered_on"))
            .day("arrivesOn", Sql.of("r.arrives_on"))
            .indexedUtcTime("addedAt", Sql.of("(r.added_at at time zone 'UTC')"))
            .text("summary", Sql.of("lower(r.summary)"));

    private PurchaseSort() {}
}
