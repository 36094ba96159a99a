-- A batch 批号 of a product: one number in one spelling, with one production and one expiry date, in whatever warehouses it lies.
-- The first spelling is kept. The empty batch stands for stock that is not told apart.
create table stock_batch (
    product bigint not null references product (id),
    batch text not null check (char_length(batch) <= 50),
    folded text not null generated always as (btrim(customer_folded(batch))) stored,
    produced_on date,
    expires_on date,
    primary key (product, folded),
    constraint stock_batch_has_one_spelling unique (product, batch),
    constraint stock_batch_expires_after_production check (expires_on >= produced_on)
);

-- The spelling to keep of each batch that was moved or is in stock: the one that was moved first.
create temporary table batch_spelling as
select product, batch,
    first_value(batch) over (
        partition by product, btrim(customer_folded(batch)) order by first_movement nulls last, batch) as kept
from (
    select product, batch, min(first_movement) as first_movement
    from (
        select product, batch, min(id) as first_movement from stock_movement group by 1, 2
        union all
        select product, batch, null from stock group by 1, 2) as seen
    group by 1, 2) as spelled;

create unique index batch_spelling_by_batch on batch_spelling (product, batch);
analyze batch_spelling;

-- Where warehouses disagree about a batch, the earliest date counts, because it is the safe one. Dates of what is in stock come
-- first. Years that nobody meant, and production dates after the expiry date, are dropped; the lines of documents keep them.
insert into stock_batch (product, batch, produced_on, expires_on)
select product, kept, case when produced_on > expires_on then null else produced_on end, expires_on
from (
    select b.product, b.kept,
        coalesce(
            min(s.produced_on) filter (where s.quantity <> 0 and s.produced_on between '1900-01-01' and '2199-12-31'),
            min(s.produced_on) filter (where s.produced_on between '1900-01-01' and '2199-12-31')) as produced_on,
        coalesce(
            min(s.expires_on) filter (where s.quantity <> 0 and s.expires_on between '1900-01-01' and '2199-12-31'),
            min(s.expires_on) filter (where s.expires_on between '1900-01-01' and '2199-12-31')) as expires_on
    from batch_spelling b
    left join stock s on s.product = b.product and s.batch = b.batch
    group by 1, 2) as dated;

-- Several spellings in one warehouse become one row; no sum changes.
create temporary table batch_merged as
select s.product, s.warehouse, b.kept as batch, sum(s.quantity) as quantity, sum(s.frozen) as frozen
from stock s
join batch_spelling b on b.product = s.product and b.batch = s.batch
group by 1, 2, 3
having bool_or(s.batch <> b.kept);

delete from stock s
using batch_spelling b, batch_merged m
where b.product = s.product and b.batch = s.batch
  and m.product = s.product and m.warehouse = s.warehouse and m.batch = b.kept;

insert into stock (product, warehouse, batch, quantity, frozen)
select product, warehouse, batch, quantity, frozen from batch_merged;

alter table stock
    drop column produced_on,
    drop column expires_on,
    add constraint stock_lies_in_a_batch foreign key (product, batch) references stock_batch (product, batch);

-- The book keeps what was moved, and calls each batch by its one spelling.
alter table stock_movement disable trigger stock_movement_stays;
update stock_movement m
set batch = b.kept
from batch_spelling b
where b.product = m.product and b.batch = m.batch and b.kept <> b.batch;
alter table stock_movement enable trigger stock_movement_stays;

update stock_freeze f
set batch = b.batch
from stock_batch b
where b.product = f.product and b.folded = btrim(customer_folded(f.batch)) and b.batch <> f.batch;

update stock_line l
set batch = b.batch
from stock_batch b
where b.product = l.product and b.folded = btrim(customer_folded(l.batch)) and b.batch <> l.batch;

drop table batch_merged;
drop table batch_spelling;

-- Deleted rows of stock are not counted by a trigger.
truncate stock_count, stock_count_change;
insert into stock_count (warehouse, products, batches)
select warehouse, sum(products), sum(batches)
from (
    select warehouse, 0 as products, 1 as batches from stock where quantity <> 0
    union all
    select warehouse, 1, 0 from warehouse_stock where quantity <> 0
    union all
    select 0, 1, 0 from product_stock where quantity <> 0) as there
group by 1;
