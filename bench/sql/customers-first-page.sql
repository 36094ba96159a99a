with known as (
  select block, (companies_waiting + companies_reviewed + persons_waiting + persons_reviewed) as number, earliest, latest
  from customer_count
  where grouping_number = 0 and source = '' and owner = 0
  union all
  select c.block, c.change, c.earliest, c.latest
  from customer_count_change c
  where true and c.kind in (1, 2) and c.reviewed in (false, true)
),
counted as (
  select block, sum(number)::bigint as number, min(earliest) as earliest, max(latest) as latest
  from known
  group by block
  having sum(number) > 0
),
ranged as materialized (
  select block, number from counted
),
walked as (
  select block, number, (sum(number) over (order by block desc))::bigint as through
  from ranged
  where number > 0
),
asked as materialized (
  select cast(0 as bigint) as before, cast(20 as bigint) as size
),
place as (
  select
    before - (through - number) as skipped,
    size,
    customer_block_start(block + 1) as below,
    customer_block_start(coalesce(
      (select max(block) from walked where through >= before + size),
      (select min(block) from walked))) as lowest
  from walked, asked
  where through > before
  order by block desc
  limit 1
),
page as (
  select stream.id
  from place
  cross join (values (1::smallint, false), (1::smallint, true), (2::smallint, false), (2::smallint, true)) as pair (kind, reviewed)
  cross join lateral (
    select c.id
    from customer c
    where c.kind = pair.kind and c.reviewed = pair.reviewed and true
      and c.id >= place.lowest and c.id < place.below and true
    order by c.id desc
    limit place.skipped + place.size
  ) as stream
  order by stream.id desc
  offset (select skipped from place) limit (select size from asked)
)
select (select coalesce(sum(number), 0)::bigint from walked) as total_found, shown.*
from (values (true)) as answer
left join (
  select customer.*
  from page
  cross join lateral (select c.id, c.kind, {customers-columns.sql},
  case when c.custom_fields <> '{}' then array(
    select unnest(array[held.name, held.value])
    from jsonb_each_text(c.custom_fields) as held (name, value)
    join custom_field f on held.name = 'field' || f.number and f.enabled) end as custom_fields,
  case when c.profile <> '{}' then array(
    select unnest(array[held.name, held.value])
    from jsonb_each_text(c.profile) as held (name, value)) end as profile,
  c.owner, c.added_at, c.last_followed_up_at, c.reviewed, c.is_protected from customer c where c.id = page.id limit 1) as customer
) as shown on true
order by shown.id desc;
