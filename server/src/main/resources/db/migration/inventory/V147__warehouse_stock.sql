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

create function stock_counts_merge() returns void
    language sql
    as $$
    with taken as (
        delete from stock_count_change returning warehouse, products, batches
    )
    insert into stock_count as held (warehouse, products, batches)
    select warehouse, sum(products), sum(batches)
    from taken
    group by 1
    on conflict (warehouse) do update
    set products = held.products + excluded.products, batches = held.batches + excluded.batches
$$;

create function stock_counts_merge_when_due(due boolean) returns void
    language plpgsql
    as $$
begin
    if due and pg_try_advisory_xact_lock(hashtextextended('stock_count', 0)) then
        perform stock_counts_merge();
    end if;
end
$$;

create function batches_counted() returns trigger
    language plpgsql
    as $$
declare
    due boolean;
begin
    if tg_op = 'INSERT' then
        with noted as (
            insert into stock_count_change (warehouse, products, batches)
            select warehouse, 0, count(*) from added where quantity <> 0 group by 1
            returning id)
        select bool_or(id % 64 = 0) into due from noted;
    else
        with noted as (
            insert into stock_count_change (warehouse, products, batches)
            select warehouse, 0, sum(change)
            from (
                select warehouse, 1 as change from added where quantity <> 0
                union all
                select warehouse, -1 from removed where quantity <> 0) as difference
            group by 1
            having sum(change) <> 0
            returning id)
        select bool_or(id % 64 = 0) into due from noted;
    end if;
    perform stock_counts_merge_when_due(due);
    return null;
end
$$;

create function warehouse_products_counted() returns trigger
    language plpgsql
    as $$
declare
    due boolean;
begin
    if tg_op = 'INSERT' then
        with noted as (
            insert into stock_count_change (warehouse, products, batches)
            select warehouse, count(*), 0 from added where quantity <> 0 group by 1
            returning id)
        select bool_or(id % 64 = 0) into due from noted;
    else
        with noted as (
            insert into stock_count_change (warehouse, products, batches)
            select warehouse, sum(change), 0
            from (
                select warehouse, 1 as change from added where quantity <> 0
                union all
                select warehouse, -1 from removed where quantity <> 0) as difference
            group by 1
            having sum(change) <> 0
            returning id)
        select bool_or(id % 64 = 0) into due from noted;
    end if;
    perform stock_counts_merge_when_due(due);
    return null;
end
$$;

create function products_with_stock_counted() returns trigger
    language plpgsql
    as $$
declare
    difference bigint;
    noted bigint;
begin
    select count(*) filter (where quantity <> 0) into difference from added;
    if tg_op = 'UPDATE' then
        select difference - count(*) filter (where quantity <> 0) into difference from removed;
    end if;
    if difference <> 0 then
        insert into stock_count_change (warehouse, products, batches) values (0, difference, 0)
        returning id into noted;
        perform stock_counts_merge_when_due(noted % 64 = 0);
    end if;
    return null;
end
$$;

create trigger batches_added after insert on stock
    referencing new table as added
    for each statement execute function batches_counted();

create trigger batches_changed after update on stock
    referencing old table as removed new table as added
    for each statement execute function batches_counted();

create trigger warehouse_products_added after insert on warehouse_stock
    referencing new table as added
    for each statement execute function warehouse_products_counted();

create trigger warehouse_products_changed after update on warehouse_stock
    referencing old table as removed new table as added
    for each statement execute function warehouse_products_counted();

create trigger products_with_stock_added after insert on product_stock
    referencing new table as added
    for each statement execute function products_with_stock_counted();

create trigger products_with_stock_changed after update on product_stock
    referencing old table as removed new table as added
    for each statement execute function products_with_stock_counted();

insert into stock_count (warehouse, products, batches)
select warehouse, 0, count(*) from stock where quantity <> 0 group by 1
union all
select 0, count(*), 0 from product_stock where quantity <> 0;

update stock_count c
set products = (select count(*) from warehouse_stock s where s.warehouse = c.warehouse and s.quantity <> 0)
where c.warehouse <> 0;
