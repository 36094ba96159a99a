package io.kehub.sync.outbox;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the attempts of deliveries. Runs in the transaction of the caller. */
final class AttemptsJdbc {

    /** Number of steps kept for a delivery; older ones are deleted. */
    static final int ATTEMPTS_KEPT = 60;

    private final JdbcClient jdbc;

    AttemptsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(long id, List<Attempt> attempts) {
        jdbc.sql("""
                        insert into delivery_attempt (delivery_id, number, at, step, outcome, request, answer)
                        select :id, *
                        from unnest(:numbers::integer[], :times::timestamptz[], :steps::text[], :outcomes::text[],
                                    :requests::text[], :answers::text[])
                        on conflict (delivery_id, number)
                        do update set outcome = excluded.outcome, answer = excluded.answer
                        """)
                .param("id", id)
                .param("numbers", attempts.stream().map(Attempt::number).toArray(Integer[]::new))
                .param(
                        "times",
                        attempts.stream()
                                .map(attempt -> Timestamp.from(attempt.at()))
                                .toArray(Timestamp[]::new))
                .param(
                        "steps",
                        attempts.stream().map(attempt -> attempt.step().name()).toArray(String[]::new))
                .param("outcomes", attempts.stream().map(Attempt::outcome).toArray(String[]::new))
                .param("requests", attempts.stream().map(Attempt::request).toArray(String[]::new))
                .param("answers", attempts.stream().map(Attempt::answer).toArray(String[]::new))
                .update();
        var last = last(attempts);
        if (last > ATTEMPTS_KEPT) {
            jdbc.sql("delete from delivery_attempt where delivery_id = :id and number <= :gone")
                    .param("id", id)
                    .param("gone", last - ATTEMPTS_KEPT)
                    .update();
        }
    }

    /** The highest number among the attempts; 0 if there are none. */
    static int last(List<Attempt> attempts) {
        return attempts.stream().mapToInt(Attempt::number).max().orElse(0);
    }

    List<Attempt> list(long id) {
        return jdbc.sql("""
                        select number, at, step, outcome, request, answer
                        from delivery_attempt
                        where delivery_id = :id
                        order by number
                        """)
                .param("id", id)
                .query((row, number) -> new Attempt(
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        Attempt.Step.valueOf(row.getString("step")),
                        row.getString("outcome"),
                        row.getString("request"),
                        row.getString("answer")))
                .list();
    }
}
