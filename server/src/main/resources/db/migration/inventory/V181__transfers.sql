-- The documents of one transfer 调拨, by the stock-out that it began with. What has left and neither arrived, returned nor was
-- written off is on the lines of pending arrivals. source_line of an arrival or a return names the line of the departure.
alter table stock_document
    add column transfer bigint references stock_document (id),
    add column transfer_part text
        check (transfer_part in ('DEPARTURE', 'ARRIVAL', 'RETURN', 'LOSS', 'REVERSAL')),
    add constraint stock_document_is_part_of_a_transfer check ((transfer is null) = (transfer_part is null));

create index stock_document_by_transfer on stock_document (transfer) where transfer is not null;

-- Transfers of earlier versions: the arrival was written right after its departure, by the same user, in the same second,
-- with the same lines. What cannot be matched stays two documents of their own.
create temporary table transfer_match as
select arrival.id as arrival, (
    select max(departure.id)
    from stock_document departure
    where departure.kind = 'STOCK_OUT' and departure.state = 'CONFIRMED' and departure.id < arrival.id
      and departure.applied_by = arrival.applied_by and departure.applied_at = arrival.applied_at
      and departure.reverses is null and departure.source_id = 0
      and not exists (select from stock_document r where r.reverses = departure.id)
      and (
        select array_agg((l.product, l.batch, l.base_quantity)::text order by l.id)
        from stock_line l where l.document = departure.id) = (
        select array_agg((l.product, l.batch, l.base_quantity)::text order by l.id)
        from stock_line l where l.document = arrival.id)) as departure
from stock_document arrival
where arrival.kind = 'STOCK_IN' and arrival.category = '调拨入库' and arrival.state in ('PENDING', 'CONFIRMED')
  and arrival.reverses is null
  and not exists (select from stock_document r where r.reverses = arrival.id);

delete from transfer_match
where departure is null
   or departure in (select departure from transfer_match group by departure having count(*) > 1);

update stock_document d
set transfer = m.departure, transfer_part = case d.id when m.departure then 'DEPARTURE' else 'ARRIVAL' end
from transfer_match m
where d.id in (m.departure, m.arrival);

with matched as (
    select l.id, l.document, row_number() over (partition by l.document order by l.id) as place
    from stock_line l
    where l.document in (select departure from transfer_match union all select arrival from transfer_match))
update stock_line l
set source_line = leaving.id
from matched leaving, matched arriving, transfer_match m
where leaving.document = m.departure and arriving.document = m.arrival and leaving.place = arriving.place
  and l.id = arriving.id;

drop table transfer_match;
