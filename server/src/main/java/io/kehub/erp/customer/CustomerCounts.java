package io.kehub.erp.customer;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the counts beside the customers short. Every statement that changes customers leaves rows of what it changed;
 * counts are right at any time with or without merging, merging only keeps them cheap to read. Every process merges now
 * and then; a process that finds another one at it leaves it alone.
 */
final class CustomerCounts {

    /** Changes that one transaction merges at most. */
    static final int BATCH = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(CustomerCounts.class);

    /** How many writes of this process lie between two mergers. */
    private static final int WRITES_BETWEEN = 256;

    private final CustomerCountsJdbc counts;
    private final TransactionTemplate transaction;
    private final AtomicLong writes = new AtomicLong();

    CustomerCounts(CustomerCountsJdbc counts, PlatformTransactionManager transactions) {
        this.counts = counts;
        this.transaction = new TransactionTemplate(transactions);
        // after a commit, its transaction is over and still there
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * To be called after every write; inside a transaction of the caller it waits for the commit. The first call of a
     * process merges, so that changes left by one that died do not wait. A failure is logged and not thrown: the write
     * stands.
     */
    void mergeNowAndThen() {
        if (writes.getAndIncrement() % WRITES_BETWEEN != 0) {
            return;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    mergeOrLog();
                }
            });
        } else {
            mergeOrLog();
        }
    }

    private void mergeOrLog() {
        try {
            merge();
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("the counts of customers were not merged; the next merger will do it", failure);
        }
    }

    /** Merges all changes that are waiting, in short transactions of their own; returns how many there were. */
    int merge() {
        var merged = 0;
        int last;
        do {
            last = transaction.execute(status -> counts.tryLock() ? counts.merge(BATCH) : 0);
            merged += last;
        } while (last == BATCH);
        return merged;
    }
}
