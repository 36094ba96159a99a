-- Names that the API uses too: a customer is protected, a customer returns to the pool.
alter table customer rename column shielded to is_protected;

alter table customer_event drop constraint customer_event_kind_check;

update customer_event
set kind = case kind
    when 'TAKEN_BACK' then 'RETURNED_TO_POOL'
    when 'SHIELDED' then 'PROTECTED'
    else 'UNPROTECTED'
end
where kind in ('TAKEN_BACK', 'SHIELDED', 'UNSHIELDED');

alter table customer_event add constraint customer_event_kind_check
check (kind in ('ASSIGNED', 'RETURNED_TO_POOL', 'CLAIMED', 'SHARED', 'PROTECTED', 'UNPROTECTED', 'REVIEWED', 'REFUSED'));
