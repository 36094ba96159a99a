-- The serial numbers 序列号 that documents have brought in and not taken out again: each at most once for a product. Recorded from
-- this version on; what earlier documents say stays on their lines.
create table stock_serial (
    product bigint not null references product (id),
    serial text not null check (char_length(serial) between 1 and 100),
    folded text not null generated always as (btrim(customer_folded(serial))) stored,
    line bigint not null references stock_line (id),
    constraint stock_serial_is_there_once primary key (product, folded)
);
