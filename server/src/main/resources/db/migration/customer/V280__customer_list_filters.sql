-- The native lists filter by who added a customer, who returned it to the pool, who shared it and when it was claimed.
create index customer_by_added_by on customer (added_by, id);

-- An expression, so that the plans of other lists do not change.
create index customer_by_added_time on customer ((added_at at time zone 'UTC'), id);

create index customer_event_by_from_owner on customer_event (from_owner, customer) where kind = 'RETURNED_TO_POOL';

create index customer_event_by_claim on customer_event (at, customer) where kind in ('ASSIGNED', 'CLAIMED');

create index customer_share_by_sharer on customer_share (shared_by, customer);
