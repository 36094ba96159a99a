-- Suppliers 供应商: not customers, see docs/adr/0013-suppliers-are-not-customers.md.
create table supplier (
    id bigint generated always as identity (start with 1001) primary key,
    name text not null check (char_length(name) between 1 and 200),
    contact text not null check (char_length(contact) <= 50),
    phone text not null check (char_length(phone) <= 50),
    address text not null check (char_length(address) <= 500),
    remark text not null check (char_length(remark) <= 2000),
    enabled boolean not null,
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        text_folded(name) || e'\x1f' || text_folded(contact) || e'\x1f' || text_folded(phone) || e'\x1f'
    ) stored
);

create unique index supplier_name_is_unique on supplier (text_key(name));
create index supplier_by_ngrams on supplier using gin (text_ngrams(search_text)) with (fastupdate = off);

create sequence purchase_number;

-- Purchases 采购单. The amount is the sum of the lines, written with them. The arrival follows from confirmed stock-ins.
create table purchase (
    id bigint generated always as identity (start with 80001) primary key,
    number text not null check (char_length(number) between 1 and 50),
    title text not null check (char_length(title) between 1 and 200),
    supplier bigint not null references supplier (id),
    owner bigint not null references erp_user (id),
    category text not null check (char_length(category) <= 50),
    currency text not null check (char_length(currency) <= 50),
    ordered_on date not null,
    arrives_on date check (arrives_on >= ordered_on),
    summary text not null check (char_length(summary) <= 2000),
    amount numeric(18, 2) not null check (amount >= 0),
    state text not null check (state in ('PENDING', 'APPROVED', 'REFUSED', 'CANCELLED')),
    arrival text not null check (arrival in ('NONE', 'PART', 'ALL', 'NOT_NEEDED')),
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        text_folded(number) || e'\x1f' || text_folded(title) || e'\x1f' || text_folded(summary) || e'\x1f'
            || text_folded(category) || e'\x1f' || text_folded(currency) || e'\x1f'
    ) stored
);

create unique index purchase_number_is_unique on purchase (text_key(number));
create index purchase_by_owner on purchase (owner, id) include (state, arrival, category);
create index purchase_added_for_others on purchase (added_by, id) where added_by <> owner;
create index purchase_by_supplier on purchase (supplier, id);
create index purchase_by_state on purchase (state, id);
create index purchase_by_state_and_arrival on purchase (state, arrival, id);
create index purchase_by_arrival on purchase (arrival, id);
create index purchase_by_category on purchase (category, id);
create index purchase_by_age on purchase (added_at, id);
create index purchase_by_added_time on purchase ((added_at at time zone 'UTC'), id);
create index purchase_by_amount on purchase (amount, id);
create index purchase_by_order on purchase (ordered_on, id);
create index purchase_to_arrive on purchase (arrives_on, id) where state = 'APPROVED' and arrival in ('NONE', 'PART');
create index purchase_by_ngrams on purchase using gin (text_ngrams(search_text)) with (fastupdate = off);

create table purchase_line (
    id bigint generated always as identity primary key,
    purchase bigint not null references purchase (id),
    product bigint not null references product (id),
    unit bigint not null references dictionary_entry (id),
    quantity numeric(18, 4) not null check (quantity > 0),
    base_quantity numeric(24, 4) not null check (base_quantity > 0),
    price numeric(18, 4) not null check (price >= 0),
    amount numeric(18, 2) not null check (amount >= 0),
    remark text not null check (char_length(remark) <= 500),
    -- whether the product is kept in stock; a service does not arrive
    stocked boolean not null,
    -- in base units, by confirmed stock-ins
    received numeric(24, 4) not null default 0
);

create index purchase_line_by_purchase on purchase_line (purchase, id);
create index purchase_line_by_product on purchase_line (product, purchase);

-- Approval, refusal and cancellation, oldest first.
create table purchase_decision (
    id bigint generated always as identity primary key,
    purchase bigint not null references purchase (id),
    result text not null check (result in ('APPROVED', 'REFUSED', 'CANCELLED')),
    opinion text not null check (char_length(opinion) <= 500),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index purchase_decision_by_purchase on purchase_decision (purchase, id);

-- How much of a purchase has arrived.
create function purchase_arrival(given bigint) returns text
    language sql stable
    return (
        select case
            when count(*) = 0 then 'NOT_NEEDED'
            when bool_and(received >= base_quantity) then 'ALL'
            when bool_or(received > 0) then 'PART'
            else 'NONE' end
        from purchase_line
        where purchase = given and stocked);

-- A stock-in or its reversal names the purchase as its source. Its confirmation counts what has arrived, in the same
-- transaction. The purchase is locked first, so that concurrent confirmations count each other.
create function purchase_received() returns trigger
    language plpgsql
    as $$
begin
    perform from purchase where id = new.source_id for no key update;
    update purchase_line as l
    set received = coalesce((
        select sum(s.base_quantity)
        from stock_document d
        join stock_line s on s.document = d.id
        where d.source_kind = 'PURCHASE' and d.source_id = new.source_id and d.kind = 'STOCK_IN'
            and d.state = 'CONFIRMED' and s.source_line = l.id), 0)
    where l.purchase = new.source_id;
    update purchase set arrival = purchase_arrival(id) where id = new.source_id;
    return null;
end
$$;

create trigger purchase_received after update of state on stock_document
    for each row when (new.state = 'CONFIRMED' and new.kind = 'STOCK_IN' and new.source_kind = 'PURCHASE')
    execute function purchase_received();
