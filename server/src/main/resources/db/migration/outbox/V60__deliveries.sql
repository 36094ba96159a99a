-- Deliveries 投递: what must reach another system, kept until it is proven to be there.
create table delivery (
    id            bigint generated always as identity primary key,
    subject       text        not null check (char_length(subject) between 1 and 64),
    operation     text        not null check (char_length(operation) between 1 and 64),
    natural_key   text        not null check (char_length(natural_key) between 1 and 200),
    payload       text        not null check (char_length(payload) <= 20000),
    state         text        not null default 'PENDING'
        check (state in ('PENDING', 'SENDING', 'UNKNOWN', 'CONFIRMED', 'REFUSED')),
    -- From when on a worker may take it. While a lease is held this is the end of the lease, so that one range of one
    -- index finds what waits and what a dead worker left behind.
    due_at        timestamptz not null,
    lease_owner   text check (char_length(lease_owner) between 1 and 200),
    -- Goes up with every lease and with every release: a worker that shows an older number changes nothing.
    lease_version bigint      not null default 0,
    -- Tries that failed one after the other; the back-off grows with it.
    failures      integer     not null default 0 check (failures >= 0),
    -- Number of the last attempt written down.
    attempts      integer     not null default 0 check (attempts >= 0),
    sent_at       timestamptz,
    remote_id     text check (char_length(remote_id) between 1 and 200),
    reason        text        not null default '' check (char_length(reason) <= 4000),
    created_at    timestamptz not null,
    confirmed_at  timestamptz,
    -- Also finds the earlier deliveries of a subject, which go first.
    unique (subject, operation),
    constraint sent_when_sending check (state <> 'SENDING' or sent_at is not null),
    constraint confirmed_with_proof check ((state = 'CONFIRMED') = (confirmed_at is not null)),
    constraint confirmed_with_remote_id check (state <> 'CONFIRMED' or remote_id is not null),
    constraint leased_only_while_open
        check (lease_owner is null or state in ('PENDING', 'SENDING', 'UNKNOWN'))
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

create index delivery_due on delivery (due_at, id) where state in ('PENDING', 'SENDING', 'UNKNOWN');
create index delivery_leased on delivery (lease_owner) where lease_owner is not null;
create index delivery_by_state on delivery (state, id);

-- What was done for a delivery, step by step; personal data arrives masked.
create table delivery_attempt (
    delivery_id bigint      not null references delivery on delete cascade,
    number      integer     not null check (number > 0),
    at          timestamptz not null,
    step        text        not null check (step in ('LOOK', 'SEND', 'READ_BACK')),
    outcome     text        not null check (char_length(outcome) <= 500),
    request     text        not null check (char_length(request) <= 2000),
    answer      text        not null check (char_length(answer) <= 2000),
    primary key (delivery_id, number)
);

-- How many deliveries are in each state, as changes to be added up: every change adds rows of its own, so writers never
-- wait for one another, and the sum is exact in every snapshot. Housekeeping folds the rows together.
create table delivery_tally (
    state   text   not null,
    entries bigint not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);

create function delivery_counted() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into delivery_tally values (new.state, 1);
    elsif tg_op = 'DELETE' then
        insert into delivery_tally values (old.state, -1);
    else
        insert into delivery_tally values (old.state, -1), (new.state, 1);
    end if;
    return null;
end $$;

create trigger delivery_added_or_gone after insert or delete on delivery
    for each row execute function delivery_counted();
create trigger delivery_moved after update of state on delivery
    for each row when (old.state is distinct from new.state) execute function delivery_counted();
