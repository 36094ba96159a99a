create table contract_settings (
    only_row boolean primary key default true check (only_row),
    approval_required boolean not null
);
insert into contract_settings (approval_required) values (true);

create sequence contract_number;

-- Contracts 合同. The totals are the sums of the lines, written with them.
create table contract (
    id bigint generated always as identity (start with 50001) primary key,
    number text not null check (char_length(number) between 1 and 50),
    title text not null check (char_length(title) between 1 and 200),
    customer bigint not null references customer (id),
    owner bigint not null references erp_user (id),
    category text not null check (char_length(category) <= 50),
    state text not null check (char_length(state) <= 50),
    currency text not null check (char_length(currency) <= 50),
    signed_on date not null,
    starts_on date not null,
    ends_on date,
    counterpart text not null check (char_length(counterpart) <= 50),
    summary text not null check (char_length(summary) <= 2000),
    payment text not null check (char_length(payment) <= 500),
    delivery_address text not null check (char_length(delivery_address) <= 500),
    remark text not null check (char_length(remark) <= 2000),
    freight numeric(18, 2) not null check (freight >= 0),
    total numeric(18, 2) not null check (total >= 0),
    concession numeric(18, 2) not null check (concession >= 0),
    amount numeric(18, 2) not null check (amount = total - concession),
    tax numeric(18, 2) not null check (tax >= 0),
    base_quantity numeric(24, 4) not null,
    paid numeric(18, 2) not null default 0,
    invoiced numeric(18, 2) not null default 0,
    approval text not null check (approval in ('PENDING', 'APPROVED', 'VETOED', 'RETURNED')),
    added_by bigint not null references erp_user (id),
    added_at timestamptz not null,
    search_text text not null generated always as (
        customer_folded(number) || e'\x1f' || customer_folded(title) || e'\x1f'
    ) stored,
    check (ends_on is null or ends_on >= starts_on)
);

create unique index contract_number_is_unique on contract (customer_folded(number));
create index contract_by_customer on contract (customer, id);
create index contract_by_owner on contract (owner, id);
create index contract_by_state on contract (state, id);
create index contract_by_approval on contract (approval, id);
create index contract_by_grams on contract using gin (customer_grams(search_text)) with (fastupdate = off);

create table contract_line (
    id bigint generated always as identity primary key,
    contract bigint not null references contract (id),
    product bigint not null references product (id),
    unit bigint not null references dictionary_entry (id),
    quantity numeric(18, 4) not null check (quantity > 0),
    base_quantity numeric(24, 4) not null,
    price numeric(18, 4) not null check (price >= 0),
    discount numeric(7, 6) not null check (discount > 0 and discount <= 1),
    tax_included boolean not null,
    tax_rate numeric(5, 2) not null check (tax_rate between 0 and 100),
    total numeric(18, 2) not null,
    concession numeric(18, 2) not null check (concession >= 0),
    amount numeric(18, 2) not null check (amount = total - concession),
    tax numeric(18, 2) not null,
    delivered_on date,
    remark text not null check (char_length(remark) <= 500)
);

create index contract_line_by_contract on contract_line (contract, id);

create table contract_stage (
    id bigint generated always as identity primary key,
    contract bigint not null references contract (id),
    result text not null check (result in ('APPROVED', 'VETOED', 'RETURNED')),
    opinion text not null check (char_length(opinion) <= 500),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index contract_stage_by_contract on contract_stage (contract, id);

-- Whom a contract is shown to besides; viewer 0 is everyone.
create table contract_share (
    viewer bigint not null,
    contract bigint not null references contract (id),
    primary key (viewer, contract)
);

create index contract_share_by_contract on contract_share (contract);
