-- Filters of the native lists of products and stock: texts of the extra fields, limits of stock, who added a product and when.
create function product_field_text(fields jsonb) returns text
    language sql immutable strict parallel safe
    return text_folded(concat_ws(
        e'\x1f',
        fields ->> 'DESCRIPTION', fields ->> 'PARAMETERS', fields ->> 'PICTURES', fields ->> 'CUSTOM_1', fields ->> 'CUSTOM_2',
        fields ->> 'CUSTOM_3', fields ->> 'CUSTOM_4', fields ->> 'CUSTOM_5', fields ->> 'CUSTOM_6')) || e'\x1f';

create index product_by_field_ngrams on product using gin (text_ngrams(product_field_text(fields))) with (fastupdate = off);

-- A text that is not a number, which only another program could have written, counts as none.
create function product_number(given text) returns numeric
    language sql immutable strict parallel safe
    return case when given ~ '^[0-9]{1,14}(\.[0-9]{1,4})?$' then given::numeric end;

create index product_by_lowest_stock on product (product_number(fields ->> 'LOWEST_STOCK'), id)
    where product_number(fields ->> 'LOWEST_STOCK') is not null;
create index product_by_highest_stock on product (product_number(fields ->> 'HIGHEST_STOCK'), id)
    where product_number(fields ->> 'HIGHEST_STOCK') is not null;

create index product_by_added_by on product (added_by, id);
create index product_by_added_at on product (added_at, id);

create index product_unit_by_unit on product_unit (unit, product);
create index product_unit_by_barcode on product_unit using gin (text_ngrams(text_folded(barcode) || e'\x1f'))
    with (fastupdate = off) where barcode <> '';
