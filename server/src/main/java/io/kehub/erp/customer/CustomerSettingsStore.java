package io.kehub.erp.customer;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionTemplate;

/** The settings of the customer module, stored in the database and shared by all its processes. */
public final class CustomerSettingsStore {

    private final CustomerSettingsJdbc settings;
    private final TransactionTemplate transaction;

    CustomerSettingsStore(CustomerSettingsJdbc settings, TransactionTemplate transaction) {
        this.settings = settings;
        this.transaction = transaction;
    }

    /** The current settings; by default neither review nor approval of claims is required and no duplicate rule is active. */
    public CustomerSettings read() {
        return settings.read();
    }

    /**
     * Changes the settings in one transaction. Existing customers stay unchanged. Concurrent changes run one after another.
     *
     * <p>A duplicate rule applies to every customer saved after this has returned. Existing duplicates stay valid and can be
     * saved unchanged; new duplicates are rejected ({@link #tolerated}). Activating a rule takes seconds at a million customers
     * and blocks other writers of customers meanwhile.
     *
     * @param change computes the new settings from the current ones
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

    /** Per active rule: number of values that more than one customer still shares. */
    public Map<DuplicateRule, Long> tolerated() {
        return settings.tolerated();
    }
}
