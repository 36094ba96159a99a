-- Who is in charge of the customers of the public pool 客户池: an account that nobody can sign in to. So a customer always
-- has an owner, and the counts by owner count the pool as well. Ids below 1001 belong to KeHub.
insert into erp_user (id, login, login_folded, name, role, password_hash, enabled, created_at)
overriding system value
values (1, 'kehub-pool', 'kehub-pool', '客户池', 'SERVICE', null, false, now());

-- Whom a customer is shown to besides; viewer 0 is everyone.
create table customer_share (
    viewer bigint not null,
    customer bigint not null references customer (id),
    persons boolean not null,
    follow_ups boolean not null,
    projects boolean not null,
    contracts boolean not null,
    shared_by bigint not null references erp_user (id),
    shared_at timestamptz not null,
    primary key (viewer, customer)
);

create index customer_share_by_customer on customer_share (customer);

-- What happened to a customer, kept for good.
create table customer_event (
    id bigint generated always as identity primary key,
    customer bigint not null references customer (id),
    kind text not null check (kind in ('ASSIGNED', 'TAKEN_BACK', 'CLAIMED', 'SHARED', 'SHIELDED', 'UNSHIELDED', 'REVIEWED', 'REFUSED')),
    from_owner bigint references erp_user (id),
    to_owner bigint references erp_user (id),
    opinion text not null check (char_length(opinion) <= 500),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index customer_event_by_customer on customer_event (customer, id);
