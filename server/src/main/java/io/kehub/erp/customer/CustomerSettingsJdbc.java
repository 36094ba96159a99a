package io.kehub.erp.customer;

import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The single row of settings, and the unique keys of the duplicate rules. */
final class CustomerSettingsJdbc {

    private static final String LOCK = "select pg_advisory_xact_lock(customer_duplicate_lock())";

    private static final String READ =
            "select review_required, claim_approval_required, unique_fields from customer_settings";

    private static final String CHANGE = """
            update customer_settings
            set review_required = :reviewRequired, claim_approval_required = :claimApprovalRequired,
              unique_fields = cast(:uniqueFields as text[])
            """;

    private static final SqlTemplate ESTABLISH = SqlTemplate.of("""
            insert into customer_unique_key (field, key, holders)
            select :field, key, count(*)
            from (select customer_unique_key_of(:field, {column}) as key from customer) as given
            where key is not null
            group by key""");

    private static final Sql NAME = Sql.of("name");
    private static final Sql PHONE = Sql.of("phone");
    private static final Sql MOBILE = Sql.of("mobile");

    private static final String RELEASE = "delete from customer_unique_key where field = :field";

    private static final String TOLERATED = """
            select chosen.field, (
              select count(*) from customer_unique_key k where k.field = chosen.field and k.holders > 1) as several
            from customer_settings, unnest(unique_fields) as chosen (field)
            """;

    private final JdbcClient jdbc;

    CustomerSettingsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for writers of customers and blocks new ones until the end of the transaction. */
    void lock() {
        jdbc.sql(LOCK).query(row -> {});
    }

    CustomerSettings read() {
        return jdbc.sql(READ).query((row, number) -> settings(row)).single();
    }

    void change(CustomerSettings settings) {
        jdbc.sql(CHANGE)
                .param("reviewRequired", settings.reviewRequired())
                .param("claimApprovalRequired", settings.claimApprovalRequired())
                .param(
                        "uniqueFields",
                        settings.duplicateRules().stream()
                                .map(DuplicateRule::name)
                                .sorted()
                                .toArray(String[]::new))
                .update();
    }

    void establish(DuplicateRule rule) {
        jdbc.sql(ESTABLISH.with("column", column(rule)).sql().text())
                .param("field", rule.name())
                .update();
    }

    void release(DuplicateRule rule) {
        jdbc.sql(RELEASE).param("field", rule.name()).update();
    }

    Map<DuplicateRule, Long> tolerated() {
        var several = new EnumMap<DuplicateRule, Long>(DuplicateRule.class);
        jdbc.sql(TOLERATED).query(row -> {
            several.put(DuplicateRule.valueOf(row.getString("field")), row.getLong("several"));
        });
        return several;
    }

    private static CustomerSettings settings(ResultSet row) throws SQLException {
        var fields = (String[]) row.getArray("unique_fields").getArray();
        return new CustomerSettings(
                row.getBoolean("review_required"),
                row.getBoolean("claim_approval_required"),
                Arrays.stream(fields).map(DuplicateRule::valueOf).collect(Collectors.toSet()));
    }

    private static Sql column(DuplicateRule rule) {
        return switch (rule) {
            case NAME -> NAME;
            case PHONE -> PHONE;
            case MOBILE -> MOBILE;
        };
    }
}
