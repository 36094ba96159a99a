package io.kehub.database;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Repeats conflicting statements that run outside of a transaction: each of them is its own transaction. Inside a transaction,
 * a statement fails at once and {@link RetryingTransactionManager} repeats the whole transaction.
 */
final class RetryingStatements implements MethodInterceptor {

    private final ConflictRetry retry;

    private RetryingStatements(ConflictRetry retry) {
        this.retry = retry;
    }

    static JdbcOperations of(JdbcOperations statements, ConflictRetry retry) {
        var proxy = new ProxyFactory(JdbcOperations.class, new RetryingStatements(retry));
        proxy.setTarget(statements);
        return (JdbcOperations) proxy.getProxy();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation statement) throws Throwable {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? statement.proceed()
                : retry.run(() -> proceed(((ProxyMethodInvocation) statement).invocableClone()));
    }

    private static @Nullable Object proceed(MethodInvocation statement) {
        try {
            return statement.proceed();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }
}
