with found as materialized (
  select c.id from contract c  where text_ngrams(c.search_text) @@ (select text_keyword_ngrams(text_folded('HT1234'))) and strpos(text_folded(c.search_text), text_folded('HT1234')) > 0
),
page as (
  select id from found where id < 9223372036854775807 order by id desc offset 0 limit 20
)
select (select count(*) from found) as total_found, shown.*
from (values (true)) as answer
left join (
  select c.*, k.name as customer_name
  from page
  join contract c on c.id = page.id
  join customer k on k.id = c.customer
) as shown on true
order by shown.id desc;
