package io.kehub.erp.customer;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Merges {@code customer_count_change} into {@code customer_count}. */
final class CustomerCountsJdbc {

    /** Lock of the merging process until the end of its transaction, so that concurrent merges cannot deadlock. */
    private static final String TRY_LOCK = """
            select pg_try_advisory_xact_lock(hashtextextended('customer_count', 0))
            """;

    /** Moves the oldest changes to all four groupings in one statement, so that readers never see a part of it. */
    static final String MERGE = """
            with taken as (
              delete from customer_count_change
              where id in (select id from customer_count_change order by id limit :limit)
              returning block, source, owner, kind, reviewed, change, earliest, latest
            ),
            merged as (
              insert into customer_count as held (
                grouping_number, source, owner, block,
                companies_waiting, companies_reviewed, persons_waiting, persons_reviewed, earliest, latest)
              select
                grouping_number,
                case when grouping_number in (1, 3) then source else '' end,
                case when grouping_number in (2, 3) then owner else 0 end,
                block,
                coalesce(sum(change) filter (where kind = 1 and not reviewed), 0),
                coalesce(sum(change) filter (where kind = 1 and reviewed), 0),
                coalesce(sum(change) filter (where kind = 2 and not reviewed), 0),
                coalesce(sum(change) filter (where kind = 2 and reviewed), 0),
                min(earliest),
                max(latest)
              from taken cross join generate_series(0, 3) as grouping_number
              group by 1, 2, 3, 4
              on conflict (grouping_number, source, owner, block) do update set
                companies_waiting = held.companies_waiting + excluded.companies_waiting,
                companies_reviewed = held.companies_reviewed + excluded.companies_reviewed,
                persons_waiting = held.persons_waiting + excluded.persons_waiting,
                persons_reviewed = held.persons_reviewed + excluded.persons_reviewed,
                earliest = least(held.earliest, excluded.earliest),
                latest = greatest(held.latest, excluded.latest)
            )
            select count(*) from taken
            """;

    private final JdbcClient jdbc;

    CustomerCountsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the caller may merge until its transaction ends; false if another one does. Never waits. */
    boolean tryLock() {
        return jdbc.sql(TRY_LOCK).query(Boolean.class).single();
    }

    /** Merges at most {@code limit} of the oldest changes and returns their number. */
    int merge(int limit) {
        return jdbc.sql(MERGE).param("limit", limit).query(Integer.class).single();
    }
}
