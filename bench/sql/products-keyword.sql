with found as materialized (
  select p.id
  from product p
  where text_ngrams(p.search_text) @@ (select text_keyword_ngrams(text_folded('P1234'))) and strpos(text_folded(p.search_text), text_folded('P1234')) > 0
),
page as (
  select id from found where id < 9223372036854775807 order by id desc offset 0 limit 20
)
select (select count(*) from found) as total_found, shown.*
from (values (true)) as answer
left join (
  select p.id, p.name, p.code, p.model, p.class,
  (select k.name from product_class k where k.id = p.class) as class_name, p.enabled, p.added_by, p.added_at,
  array(select unnest(array[held.name, held.value]) from jsonb_each_text(p.fields) as held (name, value))
    as fields,
  array(
    select array[u.unit::text, e.text, u.ratio::text, u.base::text, u.barcode,
      u.suggested_purchase_price::text, u.highest_purchase_price::text,
      u.suggested_sale_price::text, u.lowest_sale_price::text]
    from product_unit u
    join dictionary_entry e on e.id = u.unit
    where u.product = p.id
    order by u.base desc, u.unit) as units
  from page
  join product p on p.id = page.id
) as shown on true
order by shown.id desc;
