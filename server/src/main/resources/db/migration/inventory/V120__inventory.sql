-- Warehouses 仓库 and the places 库位 in them: a tree.
create table warehouse (
    id bigint generated always as identity primary key,
    parent bigint references warehouse (id),
    name text not null check (char_length(name) between 1 and 50),
    code text not null check (char_length(code) <= 50),
    remark text not null check (char_length(remark) <= 500),
    enabled boolean not null default true,
    check (parent <> id)
);

create unique index warehouse_name_is_unique_among_siblings on warehouse (coalesce(parent, 0), customer_folded(name));

insert into warehouse (parent, name, code, remark) values (null, '主仓库', '', '');

create table inventory_settings (
    only_row boolean primary key default true check (only_row),
    negative_stock_allowed boolean not null
);
insert into inventory_settings (negative_stock_allowed) values (false);

-- Quantities are in base units. Only movements change them.
create table stock (
    product bigint not null references product (id),
    warehouse bigint not null references warehouse (id),
    batch text not null check (char_length(batch) <= 50),
    quantity numeric(24, 4) not null,
    frozen numeric(24, 4) not null default 0 check (frozen >= 0),
    produced_on date,
    expires_on date,
    primary key (product, warehouse, batch)
);

create index stock_by_warehouse on stock (warehouse, product) where quantity <> 0;

-- The sums by product, changed with the same commit as what they sum.
create table product_stock (
    product bigint primary key references product (id),
    quantity numeric(24, 4) not null default 0,
    frozen numeric(24, 4) not null default 0,
    reserved numeric(24, 4) not null default 0,
    in_transit numeric(24, 4) not null default 0
) with (fillfactor = 70);

create index product_stock_that_is_there on product_stock (product) where quantity <> 0;

create sequence stock_number;

create table stock_document (
    id bigint generated always as identity (start with 30001) primary key,
    kind text not null check (kind in ('STOCK_IN', 'STOCK_OUT', 'ADJUSTMENT')),
    number text not null check (char_length(number) between 1 and 50),
    title text not null check (char_length(title) between 1 and 200),
    state text not null check (state in ('PENDING', 'CONFIRMED', 'REFUSED')),
    category text not null check (char_length(category) <= 50),
    supplier text not null check (char_length(supplier) <= 200),
    remark text not null check (char_length(remark) <= 2000),
    opinion text not null check (char_length(opinion) <= 2000),
    source_kind text not null,
    source_id bigint not null,
    source_number text not null,
    source_title text not null,
    source_customer text not null,
    applied_by bigint not null references erp_user (id),
    applied_at timestamptz not null,
    confirmed_by bigint references erp_user (id),
    confirmed_at timestamptz,
    reverses bigint references stock_document (id),
    check ((state = 'PENDING') = (confirmed_at is null))
);

create unique index stock_document_number_is_unique on stock_document (customer_folded(number));
create unique index stock_document_is_reversed_once on stock_document (reverses) where reverses is not null;
create index stock_document_by_kind on stock_document (kind, state, id);
create index stock_document_by_source on stock_document (source_kind, source_id) where source_id <> 0;

create table stock_line (
    id bigint generated always as identity primary key,
    document bigint not null references stock_document (id),
    product bigint not null references product (id),
    unit bigint not null references dictionary_entry (id),
    quantity numeric(18, 4) not null,
    base_quantity numeric(18, 4) not null,
    warehouse bigint not null references warehouse (id),
    batch text not null check (char_length(batch) <= 50),
    serial_numbers text not null check (char_length(serial_numbers) <= 2000),
    produced_on date,
    expires_on date,
    price numeric(18, 4) not null check (price >= 0),
    remark text not null check (char_length(remark) <= 500),
    source_line bigint not null
);

create index stock_line_by_document on stock_line (document, id);

-- The book: what each document moved. Never edited, only added to.
create table stock_movement (
    id bigint generated always as identity primary key,
    document bigint not null references stock_document (id),
    line bigint not null references stock_line (id),
    product bigint not null,
    warehouse bigint not null,
    batch text not null,
    change numeric(18, 4) not null check (change <> 0),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index stock_movement_by_stock on stock_movement (product, warehouse, batch);

create function stock_movement_stays() returns trigger
    language plpgsql
    as $$
begin
    raise exception 'stock movements are never edited; reverse the document instead';
end
$$;

create trigger stock_movement_stays before update or delete on stock_movement
    for each statement execute function stock_movement_stays();

-- What is promised to a source, such as a contract, and has not left yet.
create table stock_reservation (
    source_kind text not null,
    source_id bigint not null,
    line bigint not null,
    product bigint not null references product (id),
    quantity numeric(24, 4) not null check (quantity >= 0),
    primary key (source_kind, source_id, line)
);

create table stock_freeze (
    id bigint generated always as identity primary key,
    product bigint not null,
    warehouse bigint not null,
    batch text not null,
    change numeric(24, 4) not null,
    reason text not null check (char_length(reason) <= 500),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);
