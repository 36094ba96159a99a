package io.kehub.hub.filing;

import io.kehub.kernel.ContactId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code filing} and the sequence of K-codes. */
final class FilingJdbc {

    private static final String NEXT_NUMBER = "select nextval('filing_k_code_number')";

    private static final String INSERT = """
            insert into filing (k_code, contact_id, filed_at) values (:kCode, :contact, :filedAt)
            """;

    private final JdbcClient jdbc;

    FilingJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql(NEXT_NUMBER).query(Long.class).single();
    }

    void insert(String kCode, ContactId contact, Instant filedAt) {
        jdbc.sql(INSERT)
                .param("kCode", kCode)
                .param("contact", contact.value())
                .param("filedAt", filedAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
