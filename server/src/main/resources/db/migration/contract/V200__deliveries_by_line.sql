-- A promise of stock by line: what was ordered and what has left. What is reserved follows from both, so that it cannot
-- drift: a promise that is released reserves nothing.
alter table stock_reservation
    add column promised numeric(24, 4) not null default 0 check (promised >= 0),
    add column delivered numeric(24, 4) not null default 0,
    add column released boolean not null default false;

-- Every line of an approved contract has a promise, also where an older build has left none.
insert into stock_reservation (source_kind, source_id, line, product, quantity)
select 'CONTRACT', c.id, l.id, l.product, 0
from contract c
join contract_line l on l.contract = c.id
join product p on p.id = l.product
where c.approval = 'APPROVED' and coalesce(p.fields ->> 'STOCKED', '') !~ '^0+(\.0+)?$'
on conflict do nothing;

-- Older builds kept what is left, and forgot what a reversal brought back and what was ordered.
update stock_reservation r
set delivered = d.quantity
from (
    select d.source_kind, d.source_id, l.source_line, sum(l.base_quantity) as quantity
    from stock_document d
    join stock_line l on l.document = d.id
    where d.source_id <> 0 and d.kind = 'STOCK_OUT' and d.state = 'CONFIRMED'
    group by 1, 2, 3) as d
where d.source_kind = r.source_kind and d.source_id = r.source_id and d.source_line = r.line;

update stock_reservation
set promised = greatest(quantity + delivered, 0)
where source_kind <> 'CONTRACT';

update stock_reservation r
set promised = l.base_quantity
from contract_line l
where r.source_kind = 'CONTRACT' and l.contract = r.source_id and l.id = r.line;

-- Only an approved contract has something reserved.
update stock_reservation r
set released = true
where r.source_kind = 'CONTRACT'
  and not exists (
    select
    from contract c
    join contract_line l on l.contract = c.id
    where c.id = r.source_id and l.id = r.line and c.approval = 'APPROVED');

alter table stock_reservation drop column quantity;
alter table stock_reservation add column quantity numeric(24, 4) not null generated always as (
    case when released then 0 else least(greatest(promised - delivered, 0), promised) end
) stored;

insert into product_stock as sum (product, reserved)
select product, sum(quantity) from stock_reservation where quantity <> 0 group by product order by product
on conflict (product) do update set reserved = excluded.reserved where sum.reserved <> excluded.reserved;

update product_stock s
set reserved = 0
where reserved <> 0
  and not exists (select from stock_reservation r where r.product = s.product and r.quantity <> 0);

alter table inventory_settings
    add column over_delivery_percent numeric(5, 2) not null default 0 check (over_delivery_percent between 0 and 100);
alter table contract_settings
    add column over_settlement_percent numeric(5, 2) not null default 0 check (over_settlement_percent between 0 and 100);

-- A contract that was ended 终止 reserves and ships nothing.
alter table contract add column closed boolean not null default false;

create table contract_closure (
    id bigint generated always as identity primary key,
    contract bigint not null references contract (id),
    closed boolean not null,
    reason text not null check (char_length(reason) <= 500),
    state_before text not null,
    by_user bigint not null references erp_user (id),
    at timestamptz not null
);

create index contract_closure_by_contract on contract_closure (contract, id);
