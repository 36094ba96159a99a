-- Where the goods of a batch in a warehouse come from: the line that brought them when the warehouse had none, when they were
-- stocked first anywhere, and when they came into this warehouse. A transfer keeps the origin.
alter table stock
    add column origin_line bigint references stock_line (id),
    add column origin_at timestamptz,
    add column arrived_at timestamptz,
    add constraint stock_origin_is_complete check (
        (origin_line is null) = (origin_at is null) and (origin_line is null) = (arrived_at is null));

with moved as (
    select id, line, product, warehouse, batch, change, at,
        sum(change) over (partition by product, warehouse, batch order by id) as left_after
    from stock_movement
),
emptied as (
    select product, warehouse, batch, coalesce(max(id) filter (where left_after <= 0), 0) as id
    from moved
    group by product, warehouse, batch
),
origin as (
    select distinct on (m.product, m.warehouse, m.batch) m.product, m.warehouse, m.batch, m.line, m.at
    from moved m
    join emptied e on e.product = m.product and e.warehouse = m.warehouse and e.batch = m.batch
    where m.change > 0 and m.id > e.id
    order by m.product, m.warehouse, m.batch, m.id
)
update stock s
set origin_line = o.line, origin_at = o.at, arrived_at = o.at
from origin o
where o.product = s.product and o.warehouse = s.warehouse and o.batch = s.batch;

create index stock_by_origin_time on stock (origin_at) where quantity <> 0;
create index stock_by_origin_line on stock (origin_line);
create index stock_frozen on stock (frozen) where frozen <> 0;
create index product_stock_frozen on product_stock (frozen) where frozen <> 0;

create index stock_batch_by_production on stock_batch (produced_on) where produced_on is not null;
create index stock_batch_by_expiry on stock_batch (expires_on) where expires_on is not null;

create index stock_serial_by_ngrams on stock_serial using gin (text_ngrams(folded || e'\x1f')) with (fastupdate = off);
create index stock_serial_by_line on stock_serial (line);
