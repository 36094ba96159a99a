package io.kehub.erp.customer;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which lists of customers can be sorted. The name and the time of adding have an index. */
final class CustomerSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("c.id"))
            .indexedText("name", Sql.of("text_key(c.name)"))
            .text("shortName", Sql.of("lower(c.short_name)"))
            .text("number", Sql.of("lower(c.number)"))
            .number("kind", Sql.of("c.kind"))
            .text("source", Sql.of("c.source"))
            .text("contactPerson", Sql.of("lower(coalesce(nullif(c.contact_person, ''), c.name))"))
            .text("phone", Sql.of("c.phone"))
            .text("mobile", Sql.of("c.mobile"))
            .text("email", Sql.of("lower(c.email)"))
            .text("address", Sql.of("lower(c.address)"))
            .text("remark", Sql.of("lower(c.remark)"))
            .text("level", Sql.of("c.level"))
            .text("progress", Sql.of("c.profile ->> 'PROGRESS'"))
            .text("value", Sql.of("c.profile ->> 'VALUE'"))
            .text("industry", Sql.of("c.industry"))
            .text("scale", Sql.of("c.scale"))
            .text("region", Sql.of("c.region"))
            .text("website", Sql.of("lower(c.website)"))
            .text("fax", Sql.of("c.fax"))
            .text("postcode", Sql.of("c.postcode"))
            .id("owner", Sql.of("c.owner"))
            .indexedUtcTime("addedAt", Sql.of("(c.added_at at time zone 'UTC')"))
            .time("lastFollowedUpAt", Sql.of("c.last_followed_up_at"))
            .flag("reviewed", Sql.of("c.reviewed"))
            .flag("shielded", Sql.of("c.is_protected"))
            .text("personJob", Sql.of("""
                    (select lower(p.fields ->> 'JOB') from customer_person p where p.customer = c.id and p.main)"""))
            .number("person", Sql.of("(select p.id from customer_person p where p.customer = c.id and p.main)"));

    private CustomerSort() {}
}
