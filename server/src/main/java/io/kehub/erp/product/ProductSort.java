package io.kehub.erp.product;

import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;

/** The columns by which the list of products can be sorted. The code and the time of adding have an index. */
final class ProductSort {

    static final SortColumns COLUMNS = SortColumns.by(Sql.of("p.id"))
            .text("name", Sql.of("lower(p.name)"))
            .indexedText("code", Sql.of("text_key(p.code)"))
            .text("model", Sql.of("lower(p.model)"))
            .text("className", Sql.of("(select lower(k.name) from product_class k where k.id = p.class)"))
            .number("price", Sql.of("""
                    (select u.suggested_sale_price from product_unit u where u.product = p.id and u.base)"""))
            .time("addedAt", Sql.of("p.added_at"));

    private ProductSort() {}
}
