-- Product classes 产品分类: a tree.
create table product_class (
    id bigint generated always as identity primary key,
    parent bigint references product_class (id),
    name text not null check (char_length(name) between 1 and 50),
    enabled boolean not null default true,
    check (parent <> id)
);

create unique index product_class_name_is_unique_among_siblings
    on product_class (coalesce(parent, 0), customer_folded(name));

insert into product_class (parent, name) values (null, '默认分类');

create table product (
    id bigint generated always as identity (start with 1001) primary key,
    name text not null check (char_length(name) between 1 and 200),
    code text not null check (char_length(code) between 1 and 50),
    model text not null check (char_length(model) <= 100),
    class bigint not null constraint product_class_exists references product_class (id),
    fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
    enabled boolean not null default true,
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        customer_folded(name) || e'\x1f' || customer_folded(code) || e'\x1f' || customer_folded(model) || e'\x1f'
    ) stored
);

create unique index product_code_is_unique on product (customer_folded(code));
create index product_by_class on product (class, id);
create index product_by_grams on product using gin (customer_grams(search_text)) with (fastupdate = off);

-- Units 单位 with their conversion: ratio base units make one. unit is the id of a dictionary's entry.
create table product_unit (
    product bigint not null references product (id),
    unit bigint not null references dictionary_entry (id),
    ratio numeric(18, 6) not null check (ratio > 0),
    base boolean not null,
    barcode text not null check (char_length(barcode) <= 50),
    suggested_purchase_price numeric(18, 4) not null check (suggested_purchase_price >= 0),
    highest_purchase_price numeric(18, 4) not null check (highest_purchase_price >= 0),
    suggested_sale_price numeric(18, 4) not null check (suggested_sale_price >= 0),
    lowest_sale_price numeric(18, 4) not null check (lowest_sale_price >= 0),
    primary key (product, unit),
    check (not base or ratio = 1)
);

create unique index product_unit_is_the_base on product_unit (product) where base;

create sequence product_code;

-- How many products each class has, so that no list counts them one by one. One row a class: products are added rarely.
create table product_count (
    class bigint primary key references product_class (id),
    enabled bigint not null,
    disabled bigint not null
);

create function product_counted() returns trigger
    language plpgsql
    as $$
begin
    insert into product_count (class, enabled, disabled)
    select class, sum(enabled), sum(disabled)
    from (
        select class, (enabled)::int as enabled, (not enabled)::int as disabled from added
        union all
        select class, -(enabled)::int, -(not enabled)::int from removed) as difference
    group by class
    having sum(enabled) <> 0 or sum(disabled) <> 0
    order by class
    on conflict (class) do update
    set enabled = product_count.enabled + excluded.enabled, disabled = product_count.disabled + excluded.disabled;
    return null;
end
$$;

create function product_added() returns trigger
    language plpgsql
    as $$
begin
    insert into product_count (class, enabled, disabled)
    select class, count(*) filter (where enabled), count(*) filter (where not enabled)
    from added
    group by class
    order by class
    on conflict (class) do update
    set enabled = product_count.enabled + excluded.enabled, disabled = product_count.disabled + excluded.disabled;
    return null;
end
$$;

create trigger product_added after insert on product
    referencing new table as added
    for each statement execute function product_added();

create trigger product_changed after update on product
    referencing old table as removed new table as added
    for each statement execute function product_counted();
