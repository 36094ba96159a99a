begin;
select set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true);
with keyword as materialized (
  select text_folded('云帆') as folded, phone_keyword('云帆') as digits,
    customer_search_grams('云帆') as grams
),
found as materialized (
  select c.id
  from customer c
  where text_ngrams(c.search_text) @@ (select grams from keyword)
    and ((select char_length(folded) <= 2 from keyword)
      or strpos(c.search_text, (select folded from keyword)) > 0
      or strpos(c.search_text, (select digits from keyword)) > 0)
    and true and true and true
),
page as (
  select id from found where id < 9223372036854775807 order by id desc offset 0 limit 20
)
select (select count(*) from found) as total_found, shown.*
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
end;
