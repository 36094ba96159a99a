-- A delivery keeps neutral fields, the version of its subject and the mapping profile that makes the fields. What is sent is
-- mapped from the subject's current values; the fields say what was mapped last.

-- Deliveries so far keep the JSON of the quick dialect.
create function delivery_neutral_fields(payload text) returns jsonb language plpgsql immutable as $$
declare
    wire  jsonb;
    names constant jsonb := '{"name": "name", "telname": "short_name", "sort": "kind", "source": "source",
        "linkman": "contact_person", "tel": "phone", "mobile": "mobile", "email": "email", "address": "address",
        "remark": "remark", "charge": "owner_id", "level": "level", "industry": "industry", "region": "region",
        "k_code": "k_code"}';
begin
    wire := payload::jsonb;
    return coalesce(
        (select jsonb_object_agg(
                    names ->> field.key,
                    case when field.key <> 'sort' then field.value
                         when field.value = '1' then 'company'
                         when field.value = '2' then 'person'
                         else field.value end)
         from jsonb_each_text(wire) field
         where names ? field.key and field.value is not null),
        '{}');
exception
    -- not readable: it was never sent, and what is sent from now on comes from the subject
    when others then return '{}';
end $$;

alter table delivery drop constraint delivery_payload_check;
alter table delivery alter column payload type jsonb using delivery_neutral_fields(payload);
alter table delivery rename column payload to fields;
alter table delivery
    add constraint delivery_fields_check check (jsonb_typeof(fields) = 'object' and char_length(fields::text) <= 40000),
    add column profile text not null default 'quick' check (char_length(profile) between 1 and 64),
    -- 0: mapped before subjects had versions
    add column version bigint not null default 0 check (version >= 0);
alter table delivery alter column profile drop default, alter column version drop default;

drop function delivery_neutral_fields(text);
