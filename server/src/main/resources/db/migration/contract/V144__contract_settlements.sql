-- Payments received 到账 and invoices issued 开票 of contracts: only ever added; one below zero takes another back. The
-- sums stand in contract.paid and contract.invoiced, written with the same commit.
create table contract_settlement (
    id bigint generated always as identity primary key,
    contract bigint not null references contract (id),
    kind text not null check (kind in ('PAYMENT', 'INVOICE')),
    number text not null check (char_length(number) <= 50),
    amount numeric(18, 2) not null check (amount <> 0),
    settled_on date not null,
    remark text not null check (char_length(remark) <= 500),
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index contract_settlement_by_contract on contract_settlement (contract, id);
create unique index contract_settlement_number_is_unique on contract_settlement (kind, customer_folded(number)) where number <> '';
