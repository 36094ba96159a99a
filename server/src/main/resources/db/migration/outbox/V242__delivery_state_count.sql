-- The number of deliveries in each state, as changes to be added up.
alter table delivery_tally rename to delivery_state_count;

create or replace function delivery_counted() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into delivery_state_count values (new.state, 1);
    elsif tg_op = 'DELETE' then
        insert into delivery_state_count values (old.state, -1);
    else
        insert into delivery_state_count values (old.state, -1), (new.state, 1);
    end if;
    return null;
end $$;
