package io.kehub.erp.access;

import io.kehub.kernel.UserId;
import java.util.Optional;

public final class Sessions {
    public SessionToken open(UserId user) {
        throw new UnsupportedOperationException();
    }

    public Optional<Caller> find(SessionToken token) {
        throw new UnsupportedOperationException();
    }

    public void close(SessionToken token) {
        throw new UnsupportedOperationException();
    }
}
