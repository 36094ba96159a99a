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
 * Keeps the customer counts cheap to read. Every statement that changes customers adds rows with the changes of the counts;
 * the sums are exact at any time, and merging the rows only makes them faster. Every process merges regularly; a process
 * skips it while another one is merging.
 */
final class CustomerCounts {

    /** Maximum number of changes merged in one transaction. */
    static final int BATCH = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(CustomerCounts.class);

    /** Number of writes of this process between two merges. */
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
     * Call it after every write; inside a transaction of the caller it waits for the commit. The first call of a process
     * always merges, because a process that died may have left changes. A failure is logged and not thrown, because the
     * write has succeeded.
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

    /** Merges all pending changes in short transactions; returns their number. */
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
