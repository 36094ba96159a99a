-- Where a firm requires it, claiming a customer of the pool waits for approval.
alter table customer_settings add column claim_approval_required boolean not null default false;

-- Applications 客户申请 for customers of the pool. A customer has at most one that is pending. LAPSED: the customer left the
-- pool in another way.
create table customer_application (
    id bigint generated always as identity primary key,
    customer bigint not null references customer (id),
    applicant bigint not null,
    reason text not null check (char_length(reason) <= 500),
    applied_at timestamptz not null,
    state text not null check (state in ('PENDING', 'APPROVED', 'REJECTED', 'LAPSED')),
    opinion text not null default '' check (char_length(opinion) <= 500),
    decided_by bigint,
    decided_at timestamptz,
    check ((state = 'PENDING') = (decided_at is null)),
    check ((decided_by is null) = (state in ('PENDING', 'LAPSED')))
);

create unique index customer_application_is_pending_once on customer_application (customer) where state = 'PENDING';
create index customer_application_by_customer on customer_application (customer, id);
create index customer_application_by_applicant on customer_application (applicant, id);
create index customer_application_by_state on customer_application (state, id);

-- The opportunity that a follow-up is about, an id that this module does not look into.
alter table follow_up add column opportunity bigint;

alter table customer_event drop constraint customer_event_kind_check;
alter table customer_event add constraint customer_event_kind_check
check (kind in (
    'ASSIGNED', 'RETURNED_TO_POOL', 'CLAIMED', 'SHARED', 'PROTECTED', 'UNPROTECTED', 'REVIEWED', 'REFUSED',
    'APPLIED', 'APPLICATION_REJECTED'));
