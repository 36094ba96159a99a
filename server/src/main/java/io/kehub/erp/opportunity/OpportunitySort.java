package io.kehub.erp.opportunity;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of opportunities can be sorted. Most have an index. */
final class OpportunitySort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("o.id"))
            .indexedText("number", Sql.of("text_key(o.number)"))
            .text("title", Sql.of("lower(o.title)"))
            .text("customerName", Sql.of("(select lower(k.name) from customer k where k.id = o.customer)"))
            .text("personName", Sql.of("(select lower(p.name) from customer_person p where p.id = o.person)"))
            .indexedText("state", Sql.of("o.state"))
            .indexedText("stage", Sql.of("o.stage"))
            .indexedText("source", Sql.of("o.source"))
            .indexedText("category", Sql.of("o.category"))
            .indexedText("region", Sql.of("o.region"))
            .indexedText("currency", Sql.of("o.currency"))
            .indexedText("approval", Sql.of("o.approval"))
            .indexedNumber("amount", Sql.of("o.amount"))
            .indexedDay("foundOn", Sql.of("o.found_on"))
            .day("expectedOn", Sql.of("o.expected_on"))
            .time("addedAt", Sql.of("o.added_at"))
            .id("customer", Sql.of("o.customer"))
            .number("person", Sql.of("o.person"))
            .id("owner", Sql.of("o.owner"));

    private OpportunitySort() {}
}
