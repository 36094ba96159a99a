package io.kehub.erp.customer;

public final class CustomerSettingsStore {
    public CustomerSettings read() {
        throw new UnsupportedOperationException();
    }

    public void change(CustomerSettings settings) {
        throw new UnsupportedOperationException();
    }
}
