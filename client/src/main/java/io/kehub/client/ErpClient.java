package io.kehub.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Talks to one ERP in the quick dialect. Safe for use by many threads. */
public final class ErpClient implements AutoCloseable {
    private ErpClient() {}

    public static Builder builder(URI erp) {
        throw new UnsupportedOperationException();
    }
    /** One page, newest customer first. */
    public CustomerPage customersPage(CustomerQuery query, int pageIndex, int pageSize) {
        throw new UnsupportedOperationException();
    }
    /** All pages as one stream, fetched as it is read; each customer once even while customers are being added. */
    public Stream<ErpCustomer> customers(CustomerQuery query) {
        throw new UnsupportedOperationException();
    }

    public Optional<ErpCustomer> customer(String id) {
        throw new UnsupportedOperationException();
    }
    /** Adds a customer and returns the id that the ERP answered. The answer proves nothing: read it back. */
    public String addCustomer(CustomerDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /** Settings of a client. */
    public static final class Builder {
        private Builder() {}

        public Builder account(String user, String password) {
            throw new UnsupportedOperationException();
        }
        /** Where a session comes from when not by sign-in: the whole cookie {@code NAME=value}, asked for again when the ERP says that it is over. */
        public Builder session(Supplier<String> session) {
            throw new UnsupportedOperationException();
        }

        public Builder connectTimeout(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        public Builder requestTimeout(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        public Builder clock(Clock clock) {
            throw new UnsupportedOperationException();
        }

        public ErpClient build() {
            throw new UnsupportedOperationException();
        }
    }
}
