-- How many stock documents of each kind and state there are, kept beside them as contract_count is beside contracts.
create table stock_document_count (
    kind text not null,
    state text not null,
    documents bigint not null,
    primary key (kind, state)
);

-- What has happened since: only ever inserted, so that writers never wait for each other.
create table stock_document_count_change (
    id bigint generated always as identity primary key,
    kind text not null,
    state text not null,
    change bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function stock_document_count_added() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_document_count_change (kind, state, change)
    select kind, state, count(*)
    from added
    group by 1, 2;
    return null;
end
$$;

create function stock_document_count_changed() returns trigger
    language plpgsql
    as $$
begin
    insert into stock_document_count_change (kind, state, change)
    select kind, state, sum(change)
    from (
        select kind, state, 1 as change from added
        union all
        select kind, state, -1 from removed) as difference
    group by 1, 2
    having sum(change) <> 0;
    return null;
end
$$;

create function stock_document_count_merged_when_due() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from noted where id % 64 = 0)
        and pg_try_advisory_xact_lock(hashtextextended('stock_document_count', 0)) then
        with taken as (
            delete from stock_document_count_change returning kind, state, change
        )
        insert into stock_document_count as held (kind, state, documents)
        select kind, state, sum(change)
        from taken
        group by 1, 2
        on conflict (kind, state) do update set documents = held.documents + excluded.documents;
    end if;
    return null;
end
$$;

create trigger stock_document_count_added after insert on stock_document
    referencing new table as added
    for each statement execute function stock_document_count_added();

create trigger stock_document_count_changed after update on stock_document
    referencing old table as removed new table as added
    for each statement execute function stock_document_count_changed();

create trigger stock_document_count_merged_when_due after insert on stock_document_count_change
    referencing new table as noted
    for each statement execute function stock_document_count_merged_when_due();

insert into stock_document_count (kind, state, documents)
select kind, state, count(*) from stock_document group by 1, 2;

create index stock_document_by_kind_alone on stock_document (kind, id);
create index stock_document_by_applier on stock_document (applied_by, id);
create index stock_document_by_age on stock_document (kind, applied_at);
create index stock_document_by_confirmation on stock_document (kind, confirmed_at);

alter table stock_document add column search_text text not null generated always as (
    customer_folded(number) || e'\x1f' || customer_folded(title) || e'\x1f' || customer_folded(source_customer) || e'\x1f'
) stored;

create index stock_document_by_grams on stock_document using gin (customer_grams(search_text)) with (fastupdate = off);
