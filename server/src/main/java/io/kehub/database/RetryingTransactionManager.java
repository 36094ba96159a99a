package io.kehub.database;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.CallbackPreferringPlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Repeats conflicting transactions of every {@link TransactionTemplate}. The outermost template repeats its whole callback in
 * a new transaction; a nested one joins it and does not repeat. A callback may therefore
 * run several times and must change nothing but the database.
 */
final class RetryingTransactionManager implements CallbackPreferringPlatformTransactionManager {

    private final PlatformTransactionManager transactions;
    private final ConflictRetry retry;

    RetryingTransactionManager(PlatformTransactionManager transactions, ConflictRetry retry) {
        this.transactions = transactions;
        this.retry = retry;
    }

    @Override
    public <T extends @Nullable Object> T execute(
            @Nullable TransactionDefinition definition, TransactionCallback<T> callback) {
        var wanted = definition == null ? TransactionDefinition.withDefaults() : definition;
        var once = new TransactionTemplate(transactions, wanted);
        var joins = TransactionSynchronizationManager.isActualTransactionActive()
                && wanted.getPropagationBehavior() != TransactionDefinition.PROPAGATION_REQUIRES_NEW;
        return joins ? once.execute(callback) : retry.run(() -> once.execute(callback));
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        return transactions.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
        transactions.commit(status);
    }

    @Override
    public void rollback(TransactionStatus status) {
        transactions.rollback(status);
    }
}
