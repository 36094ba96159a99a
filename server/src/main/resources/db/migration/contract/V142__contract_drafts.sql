-- What somebody has picked for a contract that is not drawn up yet: ov1 draws one up line by line.
create table contract_draft_line (
    id bigint generated always as identity (start with 70001) primary key,
    by_user bigint not null references erp_user (id),
    customer bigint not null,
    product bigint not null references product (id),
    unit bigint not null references dictionary_entry (id),
    quantity numeric(18, 4) not null check (quantity > 0),
    price numeric(18, 4) not null check (price >= 0),
    discount numeric(7, 6) not null check (discount > 0 and discount <= 1),
    tax_included boolean not null,
    tax_rate numeric(5, 2) not null check (tax_rate between 0 and 100),
    concession numeric(18, 2) not null check (concession >= 0),
    delivered_on date,
    remark text not null check (char_length(remark) <= 500)
);

create index contract_draft_line_by_user on contract_draft_line (by_user, customer, id);

create table contract_reservation (
    id bigint primary key,
    number text not null,
    reserved_by bigint not null references erp_user (id),
    reserved_at timestamptz not null
);
