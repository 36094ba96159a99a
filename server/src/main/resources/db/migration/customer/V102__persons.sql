-- Persons 联系人 of customers. The main one and the customer's own columns say the same; the program keeps them so.
create table customer_person (
    id bigint generated always as identity (start with 20001) primary key,
    customer bigint not null references customer (id),
    main boolean not null,
    name text not null check (char_length(name) between 1 and 50),
    phone text not null check (char_length(phone) <= 50),
    mobile text not null check (char_length(mobile) <= 50),
    email text not null check (char_length(email) <= 100),
    fax text not null check (char_length(fax) <= 50),
    fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        customer_folded(name) || e'\x1f'
        || customer_folded(phone) || e'\x1f'
        || customer_folded(mobile) || e'\x1f'
        || customer_folded(email) || e'\x1f'
    ) stored
);

create unique index customer_person_is_the_main_one on customer_person (customer) where main;
create index customer_person_by_customer on customer_person (customer, id);
create index customer_person_by_grams on customer_person using gin (customer_grams(search_text)) with (fastupdate = off);

insert into customer_person (customer, main, name, phone, mobile, email, fax, added_by, added_at)
select id, true, contact_person, phone, mobile, email, fax, added_by, added_at
from customer
where contact_person <> ''
order by id;

create table person_reservation (
    id bigint primary key,
    reserved_by bigint not null references erp_user (id),
    reserved_at timestamptz not null
);

-- Follow-ups 洽谈进展: only ever added. contract is an id that this module does not look into.
create table follow_up (
    id bigint generated always as identity primary key,
    customer bigint not null references customer (id),
    person bigint references customer_person (id),
    contract bigint,
    text text not null check (char_length(text) between 1 and 2000),
    way text not null check (char_length(way) <= 50),
    plan text not null check (plan in ('NONE', 'TO_DO', 'DONE')),
    plan_title text not null check (char_length(plan_title) <= 200),
    plan_outcome text not null check (char_length(plan_outcome) <= 2000),
    plan_from timestamptz,
    plan_until timestamptz,
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index follow_up_by_customer on follow_up (customer, id);
