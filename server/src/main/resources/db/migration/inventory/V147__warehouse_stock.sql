-- The sums by product and warehouse, changed with the same commit as what they sum: after the places, before the sums by
-- product, as everyone does.
create table warehouse_stock (
    warehouse bigint not null references warehouse (id),
    product bigint not null references product (id),
    quantity numeric(24, 4) not null default 0,
    frozen numeric(24, 4) not null default 0,
    primary key (warehouse, product)
) with (fillfactor = 70);

insert into warehouse_stock (warehouse, product, quantity, frozen)
select warehouse, product, sum(quantity), sum(frozen) from stock group by 1, 2;

create index warehouse_stock_that_is_there on warehouse_stock (warehouse, product) where quantity <> 0;
create index stock_in_order on stock (product desc, warehouse, batch) where quantity <> 0;

-- How many products and batches lie in each warehouse, so that no list counts them one by one; 0 stands for all.
create table stock_count (
    warehouse bigint primary key,
    products bigint not null,
    batches bigint not null
);

-- What has happened since: only ever inserted, so that writers never wait for each other.
create table stock_count_change (
    id bigint generated always as identity primary key,
    warehouse bigint not null,
    products bigint not null,
    batches bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- For stock, whose rows are batches, and for warehouse_stock, whose rows are products; the trigger says which it counts.
create function stock_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_count_change (warehouse, products, batches)
    select warehouse, case tg_argv[0] when 'products' then rows else 0 end, case tg_argv[0] when 'batches' then rows else 0 end
    from (select warehouse, count(*) as rows from added where quantity <> 0 group by 1) as there;
    return null;
end
$$;

create function stock_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_count_change (warehouse, products, batches)
    select warehouse, case tg_argv[0] when 'products' then rows else 0 end, case tg_argv[0] when 'batches' then rows else 0 end
    from (
        select warehouse, sum(change) as rows
        from (
            select warehouse, 1 as change from added where quantity <> 0
            union all
            select warehouse, -1 from removed where quantity <> 0) as difference
        group by 1
        having sum(change) <> 0) as there;
    return null;
end
$$;

-- product_stock knows no warehouse: its rows count for all of them.
create function product_stock_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_count_change (warehouse, products, batches)
    select 0, count(*), 0 from added where quantity <> 0 having count(*) <> 0;
    return null;
end
$$;

create function product_stock_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_count_change (warehouse, products, batches)
    select 0, sum(change), 0
    from (
        select 1 as change from added where quantity <> 0
        union all
        select -1 from removed where quantity <> 0) as difference
    having sum(change) <> 0;
    return null;
end
$$;

create function stock_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('stock_count', 0)) then
        with taken as (
            delete from stock_count_change returning warehouse, products, batches
        )
        insert into stock_count as held (warehouse, products, batches)
        select warehouse, sum(products), sum(batches)
        from taken
        group by 1
        on conflict (warehouse) do update
        set products = held.products + excluded.products, batches = held.batches + excluded.batches;
    end if;
    return null;
end
$$;

create trigger stock_count_added after insert on stock
    referencing new table as added
    for each statement execute function stock_count_added('batches');

create trigger stock_count_changed after update on stock
    referencing old table as removed new table as added
    for each statement execute function stock_count_changed('batches');

create trigger stock_count_added after insert on warehouse_stock
    referencing new table as added
    for each statement execute function stock_count_added('products');

create trigger stock_count_changed after update on warehouse_stock
    referencing old table as removed new table as added
    for each statement execute function stock_count_changed('products');

create trigger stock_count_added after insert on product_stock
    referencing new table as added
    for each statement execute function product_stock_count_added();

create trigger stock_count_changed after update on product_stock
    referencing old table as removed new table as added
    for each statement execute function product_stock_count_changed();

create trigger stock_count_merged_when_due after insert on stock_count_change
    referencing new table as noted
    for each statement execute function stock_count_merged_when_due();

insert into stock_count (warehouse, products, batches)
select warehouse, sum(products), sum(batches)
from (
    select warehouse, 0 as products, 1 as batches from stock where quantity <> 0
    union all
    select warehouse, 1, 0 from warehouse_stock where quantity <> 0
    union all
    select 0, 1, 0 from product_stock where quantity <> 0) as there
group by 1;
