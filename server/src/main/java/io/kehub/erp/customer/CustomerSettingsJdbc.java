package io.kehub.erp.customer;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row of settings. */
final class CustomerSettingsJdbc {

    private static final String READ = "select review_required from customer_settings";
    private static final String CHANGE = "update customer_settings set review_required = :reviewRequired";

    private final JdbcClient jdbc;

    CustomerSettingsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CustomerSettings read() {
        return jdbc.sql(READ)
                .query((row, number) -> new CustomerSettings(row.getBoolean(1)))
                .single();
    }

    void change(CustomerSettings settings) {
        jdbc.sql(CHANGE).param("reviewRequired", settings.reviewRequired()).update();
    }
}
