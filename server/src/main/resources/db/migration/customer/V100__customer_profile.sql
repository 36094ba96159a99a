-- What the native dialects know of a customer besides: its number, and fields that few customers have.
alter table customer
    add column number text not null default '' check (char_length(number) <= 50),
    add column profile jsonb not null default '{}' check (jsonb_typeof(profile) = 'object');

-- A number is never given twice, and a proposal that is never saved leaves a gap and nothing else.
create sequence customer_number;

update customer
set number = 'KH' || to_char(added_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || lpad(nextval('customer_number')::text, 4, '0');

create unique index customer_number_is_unique on customer (customer_folded(number)) where number <> '';

create index customer_by_level on customer (level, id);
create index customer_by_industry on customer (industry, id);
create index customer_by_region on customer (region, id);
create index customer_by_value on customer ((profile ->> 'VALUE'), id);
create index customer_by_number_prefix on customer (customer_folded(number) text_pattern_ops);

-- An id that somebody asked for before saving (catalog: 分配新客户ID). Removed when it is saved or has expired.
create table customer_reservation (
    id bigint primary key,
    number text not null,
    reserved_by bigint not null references erp_user (id),
    reserved_at timestamptz not null
);

create index customer_reservation_by_age on customer_reservation (reserved_at);
