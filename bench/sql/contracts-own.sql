with more as materialized (
  (
    select c.id
    from contract c 
    where c.added_by = 1002 and c.added_by <> c.owner and c.owner <> all('{1002}'::bigint[]) and true
    union
    select c.id
    from contract_share s
    join contract c on c.id = s.contract 
    where s.viewer in (1002, 0) and c.owner <> all('{1002}'::bigint[]) and true)
),
page as (
  select seen.id
  from (
    select own.id
    from unnest(cast('{1002}'::bigint[] as bigint[])) as of (owner)
    cross join lateral (
      select c.id
      from contract c
      where c.owner = of.owner and true and c.id < 9223372036854775807
      order by c.id desc
      limit cast(0 as bigint) + cast(20 as bigint)) as own
    union all
    select more.id from more where more.id < 9223372036854775807) as seen
  order by seen.id desc
  offset 0 limit 20
)
select (select coalesce(sum(c.contracts), 0)::bigint
from (
  select owner, state, category, approval, contracts from contract_count
  union all
  select owner, state, category, approval, change from contract_count_change) as c where c.owner = any('{1002}'::bigint[]) and true) + (select count(*) from more) as total_found, shown.*
from (values (true)) as answer
left join (
  select c.*, k.name as customer_name
  from page
  join contract c on c.id = page.id
  join customer k on k.id = c.customer
) as shown on true
order by shown.id desc;
