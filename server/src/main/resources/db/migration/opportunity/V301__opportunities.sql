create table opportunity_settings (
    only_row boolean primary key default true check (only_row),
    approval_required boolean not null
);
insert into opportunity_settings (approval_required) values (false);

create sequence opportunity_number;

-- Opportunities 项目. Users are never deleted, so their ids need no foreign key into the table of another module.
create table opportunity (
    id bigint generated always as identity (start with 40001) primary key,
    number text not null check (char_length(number) between 1 and 50),
    title text not null check (char_length(title) between 1 and 200),
    customer bigint not null references customer (id),
    person bigint references customer_person (id),
    owner bigint not null,
    stage text not null check (char_length(stage) <= 50),
    state text not null check (char_length(state) <= 50),
    source text not null check (char_length(source) <= 50),
    category text not null check (char_length(category) <= 50),
    region text not null check (char_length(region) <= 50),
    currency text not null check (char_length(currency) <= 50),
    amount numeric(18, 2) not null check (amount >= 0),
    found_on date not null,
    expected_on date check (expected_on >= found_on),
    summary text not null check (char_length(summary) <= 2000),
    approval text not null check (approval in ('PENDING', 'APPROVED', 'VETOED')),
    -- the last decision; without one, the opportunity needed none or still waits
    decided_by bigint,
    decided_at timestamptz,
    opinion text not null default '' check (char_length(opinion) <= 500),
    approved_amount numeric(18, 2) check (approved_amount >= 0),
    added_by bigint not null,
    added_at timestamptz not null,
    search_text text not null generated always as (
        text_folded(number) || e'\x1f' || text_folded(title) || e'\x1f'
    ) stored,
    check ((decided_by is null) = (decided_at is null)),
    -- what refers to an opportunity and its customer at once
    unique (id, customer)
);

create unique index opportunity_number_is_unique on opportunity (text_key(number));
create index opportunity_by_customer on opportunity (customer, id);
create index opportunity_by_person on opportunity (person, id) where person is not null;
create index opportunity_by_owner on opportunity (owner, id) include (stage, state, approval);
create index opportunity_by_stage on opportunity (stage, id);
create index opportunity_by_state on opportunity (state, id);
create index opportunity_by_approval on opportunity (approval, id);
create index opportunity_by_source on opportunity (source, id);
create index opportunity_by_category on opportunity (category, id);
create index opportunity_by_region on opportunity (region, id);
create index opportunity_by_currency on opportunity (currency, id);
create index opportunity_by_amount on opportunity (amount, id);
create index opportunity_by_finding on opportunity (found_on, id);
create index opportunity_by_expectation on opportunity (expected_on, id);
create index opportunity_by_ngrams on opportunity using gin (text_ngrams(search_text)) with (fastupdate = off);

-- Most opportunities are added by their owner; this index is for those that are added for others.
create index opportunity_added_for_others on opportunity (added_by, id) where added_by <> owner;

-- Number of opportunities for each plain filter, so that no list counts them one by one (ADR 0004).
create table opportunity_count (
    owner bigint not null,
    stage text not null,
    state text not null,
    approval text not null,
    opportunities bigint not null,
    primary key (owner, stage, state, approval)
);

-- Changes since the last merge: only inserted, so that writers never wait for each other.
create table opportunity_count_change (
    id bigint generated always as identity primary key,
    owner bigint not null,
    stage text not null,
    state text not null,
    approval text not null,
    change bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function opportunity_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into opportunity_count_change (owner, stage, state, approval, change)
    select owner, stage, state, approval, count(*)
    from added
    group by 1, 2, 3, 4;
    return null;
end
$$;

create function opportunity_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into opportunity_count_change (owner, stage, state, approval, change)
    select owner, stage, state, approval, sum(change)
    from (
        select owner, stage, state, approval, 1 as change from added
        union all
        select owner, stage, state, approval, -1 from removed) as difference
    group by 1, 2, 3, 4
    having sum(change) <> 0;
    return null;
end
$$;

-- Merges with every 64th change, unless another transaction does: the lock is tried and never waited for.
create function opportunity_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('opportunity_count', 0)) then
        with taken as (
            delete from opportunity_count_change returning owner, stage, state, approval, change
        )
        insert into opportunity_count as held (owner, stage, state, approval, opportunities)
        select owner, stage, state, approval, sum(change)
        from taken
        group by 1, 2, 3, 4
        on conflict (owner, stage, state, approval)
        do update set opportunities = held.opportunities + excluded.opportunities;
    end if;
    return null;
end
$$;

create trigger opportunity_count_added after insert on opportunity
    referencing new table as added
    for each statement execute function opportunity_count_added();

create trigger opportunity_count_changed after update on opportunity
    referencing old table as removed new table as added
    for each statement execute function opportunity_count_changed();

create trigger opportunity_count_merged_when_due after insert on opportunity_count_change
    referencing new table as noted
    for each statement execute function opportunity_count_merged_when_due();
