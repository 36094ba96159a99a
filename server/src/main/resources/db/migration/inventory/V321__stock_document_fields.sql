-- Fields that the ERP documents for stock documents: six custom texts of a document and of each line, the arrival date of a line.
alter table stock_document
    add column custom text[] not null default '{}' check (cardinality(custom) <= 6);

alter table stock_line
    add column arrived_on date,
    add column custom text[] not null default '{}' check (cardinality(custom) <= 6);

create function stock_custom_text(custom text[]) returns text
    language sql immutable strict parallel safe
    return text_folded(array_to_string(custom, e'\x1f')) || e'\x1f';

create function stock_document_detail_text(supplier text, source_number text, source_title text) returns text
    language sql immutable strict parallel safe
    return concat_ws(e'\x1f', text_folded(supplier), text_folded(source_number), text_folded(source_title)) || e'\x1f';

create index stock_document_by_custom_ngrams on stock_document using gin (text_ngrams(stock_custom_text(custom)))
    with (fastupdate = off) where custom <> '{}';
create index stock_document_by_detail_ngrams on stock_document
    using gin (text_ngrams(stock_document_detail_text(supplier, source_number, source_title))) with (fastupdate = off);
create index stock_document_by_category on stock_document (kind, category, id);
create index stock_document_by_decider on stock_document (confirmed_by, id) where confirmed_by is not null;

create index stock_line_by_custom_ngrams on stock_line using gin (text_ngrams(stock_custom_text(custom)))
    with (fastupdate = off) where custom <> '{}';
create index stock_line_by_product on stock_line (product, document);
create index stock_line_by_warehouse on stock_line (warehouse, document);
