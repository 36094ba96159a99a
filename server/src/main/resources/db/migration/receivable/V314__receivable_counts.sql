-- The number of receivables per plain filter, kept beside them as contract_count is beside contracts.
create table receivable_count (
    owner bigint not null,
    state text not null,
    currency text not null,
    method text not null,
    receivables bigint not null,
    primary key (owner, state, currency, method)
);

-- Changes since, only inserted, so that writers never wait for each other.
create table receivable_count_change (
    id bigint generated always as identity primary key,
    owner bigint not null,
    state text not null,
    currency text not null,
    method text not null,
    change bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function receivable_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into receivable_count_change (owner, state, currency, method, change)
    select owner, state, currency, method, count(*)
    from added
    group by 1, 2, 3, 4;
    return null;
end
$$;

create function receivable_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into receivable_count_change (owner, state, currency, method, change)
    select owner, state, currency, method, sum(change)
    from (
        select owner, state, currency, method, 1 as change from added
        union all
        select owner, state, currency, method, -1 from removed) as difference
    group by 1, 2, 3, 4
    having sum(change) <> 0;
    return null;
end
$$;

-- With every 64th change; the lock is tried and never waited for.
create function receivable_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('receivable_count', 0)) then
        with taken as (
            delete from receivable_count_change returning owner, state, currency, method, change
        )
        insert into receivable_count as held (owner, state, currency, method, receivables)
        select owner, state, currency, method, sum(change)
        from taken
        group by 1, 2, 3, 4
        on conflict (owner, state, currency, method) do update set receivables = held.receivables + excluded.receivables;
    end if;
    return null;
end
$$;

create trigger receivable_count_added after insert on receivable
    referencing new table as added
    for each statement execute function receivable_count_added();

create trigger receivable_count_changed after update on receivable
    referencing old table as removed new table as added
    for each statement execute function receivable_count_changed();

create trigger receivable_count_merged_when_due after insert on receivable_count_change
    referencing new table as noted
    for each statement execute function receivable_count_merged_when_due();
