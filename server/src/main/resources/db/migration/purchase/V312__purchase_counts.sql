-- The number of purchases per plain filter, kept beside them as contract_count is beside contracts.
create table purchase_count (
    owner bigint not null,
    state text not null,
    arrival text not null,
    category text not null,
    purchases bigint not null,
    primary key (owner, state, arrival, category)
);

-- Changes since, only inserted, so that writers never wait for each other.
create table purchase_count_change (
    id bigint generated always as identity primary key,
    owner bigint not null,
    state text not null,
    arrival text not null,
    category text not null,
    change bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function purchase_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into purchase_count_change (owner, state, arrival, category, change)
    select owner, state, arrival, category, count(*)
    from added
    group by 1, 2, 3, 4;
    return null;
end
$$;

create function purchase_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into purchase_count_change (owner, state, arrival, category, change)
    select owner, state, arrival, category, sum(change)
    from (
        select owner, state, arrival, category, 1 as change from added
        union all
        select owner, state, arrival, category, -1 from removed) as difference
    group by 1, 2, 3, 4
    having sum(change) <> 0;
    return null;
end
$$;

-- With every 64th change; the lock is tried and never waited for.
create function purchase_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('purchase_count', 0)) then
        with taken as (
            delete from purchase_count_change returning owner, state, arrival, category, change
        )
        insert into purchase_count as held (owner, state, arrival, category, purchases)
        select owner, state, arrival, category, sum(change)
        from taken
        group by 1, 2, 3, 4
        on conflict (owner, state, arrival, category) do update set purchases = held.purchases + excluded.purchases;
    end if;
    return null;
end
$$;

create trigger purchase_count_added after insert on purchase
    referencing new table as added
    for each statement execute function purchase_count_added();

create trigger purchase_count_changed after update on purchase
    referencing old table as removed new table as added
    for each statement execute function purchase_count_changed();

create trigger purchase_count_merged_when_due after insert on purchase_count_change
    referencing new table as noted
    for each statement execute function purchase_count_merged_when_due();
