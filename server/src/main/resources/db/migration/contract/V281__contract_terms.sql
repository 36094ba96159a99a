-- Terms that the ERP documents and clients send.
alter table contract
    add column delivery_method text not null default '' check (char_length(delivery_method) <= 500),
    add column delivery_time text not null default '' check (char_length(delivery_time) <= 500),
    add column accessories text not null default '' check (char_length(accessories) <= 500),
    add column receivable_plan text not null default '' check (char_length(receivable_plan) <= 50),
    add column receivable_kind text not null default '' check (char_length(receivable_kind) <= 50),
    add column reconciliation text not null default '' check (char_length(reconciliation) <= 50),
    add column invoice_plan text not null default '' check (char_length(invoice_plan) <= 50),
    add column invoice_kind text not null default '' check (char_length(invoice_kind) <= 50),
    add column stated_total text not null default '' check (char_length(stated_total) <= 30),
    add column stated_concession text not null default '' check (char_length(stated_concession) <= 30),
    add column stated_amount text not null default '' check (char_length(stated_amount) <= 30);
