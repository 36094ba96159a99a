-- Duplicate rules 查重: fields in which no two customers may say the same, where an administrator asks for it. Which of
-- them hold may change while customers are being saved; the lock below makes the order of both certain.
alter table customer_settings
    add column unique_fields text[] not null default '{}' check (unique_fields <@ array['NAME', 'PHONE', 'MOBILE']);

-- What is held: the key of each customer in each field under a rule. Customers that said the same before the rule was
-- chosen keep their texts and are counted here as holders of one key; nobody joins them.
create table customer_unique_key (
    field text not null check (field in ('NAME', 'PHONE', 'MOBILE')),
    key text not null,
    holders integer not null check (holders > 0),
    primary key (field, key)
);

create index customer_unique_key_of_several on customer_unique_key (field) where holders > 1;

-- Names are compared folded and without blanks. Telephone numbers without blanks, dashes, dots, brackets and the prefix
-- of the country; fewer than five letters are a placeholder or an extension, and compared with nothing.
create function customer_unique_key_of(field text, given text) returns text
    language sql immutable strict parallel safe
    return case field
        when 'NAME' then nullif(regexp_replace(customer_folded(given), '\s', '', 'g'), '')
        else (
            select case when char_length(bare) >= 5 then bare end
            from regexp_replace(
                regexp_replace(customer_folded(given), '[\s().·/‐‑‒–—―-]', '', 'g'), '^(\+|00)86', '') as bare)
        end;

-- Writers of customers hold this shared until they end, who changes the rules alone.
create function customer_duplicate_lock() returns bigint
    language sql immutable parallel safe
    return 7224051420260001;

create function customer_keeps_its_keys() returns trigger
    language plpgsql
    as $$
declare
    fields text[];
    step record;
begin
    perform pg_advisory_xact_lock_shared(customer_duplicate_lock());
    select unique_fields into strict fields from customer_settings;
    -- In the order of the keys, so that two who swap their texts wait for each other in one direction only.
    for step in
        select given.field, moved.key, moved.taken
        from (values ('NAME', old.name, new.name), ('PHONE', old.phone, new.phone), ('MOBILE', old.mobile, new.mobile))
            as given (field, before, after)
        cross join lateral (
            values (customer_unique_key_of(given.field, given.before), false),
                (customer_unique_key_of(given.field, given.after), true)) as moved (key, taken)
        where given.field = any(fields)
            and moved.key is not null
            and customer_unique_key_of(given.field, given.before)
                is distinct from customer_unique_key_of(given.field, given.after)
        order by given.field, moved.key
    loop
        if step.taken then
            insert into customer_unique_key (field, key, holders)
            values (step.field, step.key, 1)
            on conflict do nothing;
            if not found then
                raise unique_violation using
                    message = 'another customer says the same in ' || step.field,
                    constraint = 'customer_' || lower(step.field) || '_is_unique',
                    table = 'customer';
            end if;
        else
            delete from customer_unique_key where field = step.field and key = step.key and holders = 1;
            if not found then
                update customer_unique_key set holders = holders - 1 where field = step.field and key = step.key;
            end if;
        end if;
    end loop;
    return null;
end
$$;

create trigger customer_keeps_its_keys after insert or update of name, phone, mobile or delete on customer
    for each row execute function customer_keeps_its_keys();

create function customer_keys_emptied() returns trigger
    language plpgsql
    as $$
begin
    truncate customer_unique_key;
    return null;
end
$$;

create trigger customer_keys_emptied after truncate on customer
    for each statement execute function customer_keys_emptied();
