package io.kehub.erp.customer;

/** The settings of the customer module, kept in the database and shared by all processes on it. */
public final class CustomerSettingsStore {

    private final CustomerSettingsJdbc settings;

    CustomerSettingsStore(CustomerSettingsJdbc settings) {
        this.settings = settings;
    }

    /** The settings of now; at first no review is required. */
    public CustomerSettings read() {
        return settings.read();
    }

    /** Replaces the settings; customers that were added before keep what they have. */
    public void change(CustomerSettings changed) {
        settings.change(changed);
    }
}
