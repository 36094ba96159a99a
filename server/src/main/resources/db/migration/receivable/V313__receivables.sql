-- Planned receipts of contracts 收款计划. Customer, owner, currency and the two texts are the contract's, which no longer
-- change once it is approved; they are repeated so that lists use indexes.
create table receivable (
    id bigint generated always as identity (start with 90001) primary key,
    contract bigint not null references contract (id),
    customer bigint not null references customer (id),
    owner bigint not null references erp_user (id),
    currency text not null,
    contract_plan text not null,
    contract_kind text not null,
    planned_on date not null,
    amount numeric(18, 2) not null check (amount > 0),
    received numeric(18, 2) not null default 0 check (received between 0 and amount),
    received_on date,
    method text not null check (char_length(method) <= 50),
    remark text not null check (char_length(remark) <= 500),
    cancelled boolean not null default false check (not cancelled or received = 0),
    state text not null generated always as (
        case
            when cancelled then 'CANCELLED'
            when received = 0 then 'OPEN'
            when received < amount then 'PART'
            else 'ALL' end) stored,
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        text_folded(remark) || e'\x1f' || text_folded(method) || e'\x1f' || text_folded(currency) || e'\x1f'
    ) stored,
    check ((received > 0) = (received_on is not null))
);

create index receivable_by_contract on receivable (contract, id);
create index receivable_by_customer on receivable (customer, id);
create index receivable_by_owner on receivable (owner, id) include (state, currency, method);
create index receivable_by_state on receivable (state, id);
create index receivable_by_method on receivable (method, id);
create index receivable_by_currency on receivable (currency, id);
create index receivable_by_contract_plan on receivable (contract_plan, id);
create index receivable_by_contract_kind on receivable (contract_kind, id);
create index receivable_by_plan on receivable (planned_on, id);
create index receivable_by_receipt on receivable (received_on, id);
create index receivable_by_age on receivable (added_at, id);
create index receivable_by_added_time on receivable ((added_at at time zone 'UTC'), id);
create index receivable_by_amount on receivable (amount, id);
create index receivable_by_ngrams on receivable using gin (text_ngrams(search_text)) with (fastupdate = off);

-- What was received of a plan; below zero if a payment below zero took it back.
create table receivable_receipt (
    id bigint generated always as identity primary key,
    receivable bigint not null references receivable (id),
    -- null if it was received before it was planned
    settlement bigint references contract_settlement (id),
    amount numeric(18, 2) not null check (amount <> 0),
    received_on date not null,
    undone boolean not null default false check (not undone or amount > 0),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index receivable_receipt_by_receivable on receivable_receipt (receivable, id);
create index receivable_receipt_by_settlement on receivable_receipt (settlement);

-- The sums of a contract's plans. Plans never exceed what the contract is worth, whichever program writes them.
create table receivable_sum (
    contract bigint primary key references contract (id),
    worth numeric(18, 2) not null,
    planned numeric(18, 2) not null check (planned between 0 and worth),
    received numeric(18, 2) not null check (received between 0 and planned)
);

create function receivable_summed() returns trigger
    language plpgsql
    as $$
declare
    planned_change numeric := case when new.cancelled then 0 else new.amount end;
    received_change numeric := new.received;
begin
    if tg_op = 'UPDATE' then
        planned_change := planned_change - case when old.cancelled then 0 else old.amount end;
        received_change := received_change - old.received;
    end if;
    insert into receivable_sum (contract, worth, planned, received)
    select id, amount, 0, 0 from contract where id = new.contract
    on conflict (contract) do nothing;
    update receivable_sum
    set planned = planned + planned_change, received = received + received_change
    where contract = new.contract;
    return null;
end
$$;

create trigger receivable_summed after insert or update of amount, received, cancelled on receivable
    for each row execute function receivable_summed();
