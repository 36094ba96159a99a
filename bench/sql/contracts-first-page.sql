with page as (
  select c.id
  from contract c
  where true and c.id < 9223372036854775807
  order by c.id desc
  offset 0 limit 20
)
select (select coalesce(sum(c.contracts), 0)::bigint
from (
  select owner, state, category, approval, contracts from contract_count
  union all
  select owner, state, category, approval, change from contract_count_change) as c where true) as total_found, shown.*
from (values (true)) as answer
left join (
  select c.*, k.name as customer_name
  from page
  join contract c on c.id = page.id
  join customer k on k.id = c.customer
) as shown on true
order by shown.id desc;
