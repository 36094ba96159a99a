-- How many customers each filter finds, kept beside the customers (ADR 0004).

create function customer_block(id bigint) returns bigint
    language sql immutable strict parallel safe
    return id >> 13;

create function customer_block_start(block bigint) returns bigint
    language sql immutable strict parallel safe
    return block << 13;

-- One row for each block of ids and each value of a grouping: 0 everyone, 1 by source, 2 by owner, 3 by both.
-- source and owner are '' and 0 where the grouping leaves them out. earliest and latest enclose added_at; they may
-- be wider than the customers that are left, never narrower.
create table customer_count (
    grouping_number smallint not null check (grouping_number between 0 and 3),
    source text not null,
    owner bigint not null,
    block bigint not null,
    companies_waiting bigint not null,
    companies_reviewed bigint not null,
    persons_waiting bigint not null,
    persons_reviewed bigint not null,
    earliest timestamptz not null,
    latest timestamptz not null,
    primary key (grouping_number, source, owner, block)
) with (fillfactor = 80);

-- What has happened since: one row for each statement and each value, only ever inserted, so that writers never
-- wait for each other. Merged into customer_count by the program, now and then.
create table customer_count_change (
    id bigint generated always as identity primary key,
    block bigint not null,
    source text not null,
    owner bigint not null,
    kind smallint not null,
    reviewed boolean not null,
    change bigint not null,
    earliest timestamptz not null,
    latest timestamptz not null
) with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 100000
);

create function customer_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into customer_count_change (block, source, owner, kind, reviewed, change, earliest, latest)
    select customer_block(id), source, owner, kind, reviewed, count(*), min(added_at), max(added_at)
    from added
    group by 1, 2, 3, 4, 5;
    return null;
end
$$;

create function customer_count_removed() returns trigger
    language plpgsql
    as $$
begin
    insert into customer_count_change (block, source, owner, kind, reviewed, change, earliest, latest)
    select customer_block(id), source, owner, kind, reviewed, -count(*), min(added_at), max(added_at)
    from removed
    group by 1, 2, 3, 4, 5;
    return null;
end
$$;

-- Only what no count can see stays the same on both sides and drops out.
create function customer_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into customer_count_change (block, source, owner, kind, reviewed, change, earliest, latest)
    select block, source, owner, kind, reviewed, sum(change), min(added_at), max(added_at)
    from (
        select *, 1 as change from (
            select customer_block(id) as block, source, owner, kind, reviewed, added_at from added
            except all
            select customer_block(id), source, owner, kind, reviewed, added_at from removed) as gained
        union all
        select *, -1 from (
            select customer_block(id) as block, source, owner, kind, reviewed, added_at from removed
            except all
            select customer_block(id), source, owner, kind, reviewed, added_at from added) as lost) as difference
    group by 1, 2, 3, 4, 5;
    return null;
end
$$;

create function customer_count_emptied() returns trigger
    language plpgsql
    as $$
begin
    truncate customer_count, customer_count_change;
    return null;
end
$$;

create trigger customer_count_added after insert on customer
    referencing new table as added
    for each statement execute function customer_count_added();

create trigger customer_count_removed after delete on customer
    referencing old table as removed
    for each statement execute function customer_count_removed();

create trigger customer_count_changed after update on customer
    referencing old table as removed new table as added
    for each statement execute function customer_count_changed();

create trigger customer_count_emptied after truncate on customer
    for each statement execute function customer_count_emptied();
