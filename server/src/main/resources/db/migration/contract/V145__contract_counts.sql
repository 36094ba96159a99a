-- How many contracts each of the plain filters finds, kept beside the contracts so that no list counts them one by one.
create table contract_count (
    owner bigint not null,
    state text not null,
    category text not null,
    approval text not null,
    contracts bigint not null,
    primary key (owner, state, category, approval)
);

-- What has happened since: only ever inserted, so that writers never wait for each other.
create table contract_count_change (
    id bigint generated always as identity primary key,
    owner bigint not null,
    state text not null,
    category text not null,
    approval text not null,
    change bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function contract_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into contract_count_change (owner, state, category, approval, change)
    select owner, state, category, approval, count(*)
    from added
    group by 1, 2, 3, 4;
    return null;
end
$$;

create function contract_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into contract_count_change (owner, state, category, approval, change)
    select owner, state, category, approval, sum(change)
    from (
        select owner, state, category, approval, 1 as change from added
        union all
        select owner, state, category, approval, -1 from removed) as difference
    group by 1, 2, 3, 4
    having sum(change) <> 0;
    return null;
end
$$;

-- With every 64th change, by whoever finds nobody else at it: the lock is tried and never waited for.
create function contract_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('contract_count', 0)) then
        with taken as (
            delete from contract_count_change returning owner, state, category, approval, change
        )
        insert into contract_count as held (owner, state, category, approval, contracts)
        select owner, state, category, approval, sum(change)
        from taken
        group by 1, 2, 3, 4
        on conflict (owner, state, category, approval) do update set contracts = held.contracts + excluded.contracts;
    end if;
    return null;
end
$$;

create trigger contract_count_added after insert on contract
    referencing new table as added
    for each statement execute function contract_count_added();

create trigger contract_count_changed after update on contract
    referencing old table as removed new table as added
    for each statement execute function contract_count_changed();

create trigger contract_count_merged_when_due after insert on contract_count_change
    referencing new table as noted
    for each statement execute function contract_count_merged_when_due();

insert into contract_count (owner, state, category, approval, contracts)
select owner, state, category, approval, count(*) from contract group by 1, 2, 3, 4;

-- Most contracts are their owner's own work; this one is for those who add contracts for others.
create index contract_added_for_others on contract (added_by, id) where added_by <> owner;
create index contract_by_category on contract (category, id);
create index contract_by_signing on contract (signed_on, id);
create index contract_by_amount on contract (amount, id);

-- What a seller's list is narrowed by rides along, so that it is read from the index alone.
drop index contract_by_owner;
create index contract_by_owner on contract (owner, id) include (state, category, approval);
