select c.id, c.kind, {customers-columns.sql},
case when c.custom_fields <> '{}' then array(
  select unnest(array[held.name, held.value])
  from jsonb_each_text(c.custom_fields) as held (name, value)
  join custom_field f on held.name = 'field' || f.number and f.enabled) end as custom_fields,
case when c.profile <> '{}' then array(
  select unnest(array[held.name, held.value])
  from jsonb_each_text(c.profile) as held (name, value)) end as profile,
c.owner, c.added_at, c.last_followed_up_at, c.reviewed, c.is_protected
from customer c
where c.id = 55555;
