package io.kehub.wire.http;

import io.kehub.wire.operation.IgnoredFields;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts undocumented fields in native requests, by operation and dialect: {@value #NAME}. Field names are not tags, because
 * callers choose them.
 */
final class IgnoredFieldsMeter implements IgnoredFields {

    static final String NAME = "kehub.wire.ignored.fields";

    private final MeterRegistry meters;

    IgnoredFieldsMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void ignored(Operation<?> operation, DialectId dialect, String name) {
        Counter.builder(NAME)
                .description("Fields that native callers sent and no operation knows")
                .tag("operation", operation.id())
                .tag("dialect", dialect.id())
                .register(meters)
                .increment();
    }
}
