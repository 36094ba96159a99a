-- Documented filters and orders of the contract list.
create index contract_by_total on contract (total, id);
create index contract_by_start on contract (starts_on, id);
create index contract_by_end on contract (ends_on, id);
create index contract_by_added_time on contract ((added_at at time zone 'UTC'), id);
create index contract_by_currency on contract (currency, id);
create index contract_by_number_key on contract (text_key(number), id);
