package io.kehub.erp.customer;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionTemplate;

/** The settings of the customer module, kept in the database and shared by all processes on it. */
public final class CustomerSettingsStore {

    private final CustomerSettingsJdbc settings;
    private final TransactionTemplate transaction;

    CustomerSettingsStore(CustomerSettingsJdbc settings, TransactionTemplate transaction) {
        this.settings = settings;
        this.transaction = transaction;
    }

    /** The current settings; by default no review is required and no duplicate rule is active. */
    public CustomerSettings read() {
        return settings.read();
    }

    /**
     * Changes the settings. Customers that were added before keep what they have. Changes follow each other.
     *
     * <p>A duplicate rule holds for every customer that is saved once this has returned. Customers that say the same already
     * may be saved again as they are; no other may join them ({@link #tolerated}). While a rule is being set up, which takes
     * seconds at a million customers, others who save customers wait. When the process dies before this returns, either all
     * of the change holds or none.
     *
     * @param change gives the settings from those that hold now
     */
    public CustomerSettings change(UnaryOperator<CustomerSettings> change) {
        return transaction.execute(status -> {
            settings.lock();
            var present = settings.read();
            var changed = change.apply(present);
            settings.change(changed);
            for (var rule : DuplicateRule.values()) {
                var held = present.duplicateRules().contains(rule);
                var holds = changed.duplicateRules().contains(rule);
                if (held && !holds) {
                    settings.release(rule);
                } else if (holds && !held) {
                    settings.establish(rule);
                }
            }
            return changed;
        });
    }

    /** How many texts are still said by several customers at once, for each rule that holds. */
    public Map<DuplicateRule, Long> tolerated() {
        return settings.tolerated();
    }
}
