package io.kehub.database;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Repeats a transaction that PostgreSQL rolled back because of concurrent ones. Only failures after which the rollback is
 * certain are repeated: a lost connection is not, since its commit may have taken effect.
 */
final class ConflictRetry {

    private static final Logger LOG = LoggerFactory.getLogger(ConflictRetry.class);

    /** serialization_failure and deadlock_detected. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private static final int MAX_RETRIES = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(MAX_RETRIES)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .maxDelay(Duration.ofMillis(500))
            .predicate(ConflictRetry::isConflict)
            .build());

    /**
     * Runs a whole transaction, again if it was rolled back by a conflict.
     *
     * @throws ProblemException with {@link Problem.Unavailable} if the last attempt ended in a conflict too; nothing is
     *     changed then
     */
    <T extends @Nullable Object> T run(Supplier<T> transaction) {
        try {
            return retries.execute(transaction::get);
        } catch (RetryException failed) {
            var last = failed.getCause();
            if (isConflict(last)) {
                LOG.warn("A transaction was rolled back {} times by concurrent ones", failed.getRetryCount() + 1, last);
                throw new ProblemException(
                        new Problem.Unavailable("concurrent_change", "同一数据正被大量请求同时修改，本次请求未保存任何内容，请稍后重试", RETRY_AFTER));
            }
            throw unchecked(last);
        }
    }

    /** Whether the database rolled the transaction back because of a concurrent one. */
    static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException rejected && ROLLED_BACK.contains(rejected.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
