with walked as (
  select s.product
  from product_stock s
  where s.quantity <> 0 and true and s.product < 9223372036854775807
  order by s.product desc
  offset 0 limit 20
),
page as (
  select s.product as id, s.quantity, s.frozen
  from walked
  join product_stock s on s.product = walked.product and true
)
select (select coalesce(sum(products), 0)::bigint
  from (
    select warehouse, products, batches from stock_count
    union all
    select warehouse, products, batches from stock_count_change) as held
  where warehouse = 0) as total_found, shown.*
from (values (true)) as answer
left join (
  select page.id, page.id as product, p.name, p.code, p.model, p.class, k.name as class_name, u.unit,
    e.text as unit_name, page.quantity, page.frozen, page.quantity - page.frozen - s.reserved as available, s.reserved, s.in_transit,
    array(
      select array[w.name, h.quantity::text]
      from warehouse_stock h
      join warehouse w on w.id = h.warehouse
      where h.product = page.id and h.quantity <> 0 and true
      order by h.warehouse) as places,
    coalesce(p.fields ->> 'CUSTOM_2', '') as custom_2, coalesce(p.fields ->> 'CUSTOM_3', '') as custom_3,
    coalesce(p.fields ->> 'CUSTOM_4', '') as custom_4
  from page
  join product_stock s on s.product = page.id
  join product p on p.id = page.id
  join product_class k on k.id = p.class
  join product_unit u on u.product = p.id and u.base
  join dictionary_entry e on e.id = u.unit
) as shown on true
order by shown.product desc;
