package io.kehub.client.wire;

import io.kehub.client.Customer;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns how an ERP says that it has no such customer, where its answer does not say so by itself: by the answer about an id
 * that cannot exist. The same words also come when the ERP refuses every reading, so they count only if a customer of the list
 * could be read at the same time. Thread-safe.
 */
public final class AbsenceWording {

    /** The highest id of the native API's type; ids begin low and rise one by one. */
    public static final String IMPOSSIBLE_ID = "2147483647";

    private final Function<String, Optional<Customer>> read;
    private final Supplier<Optional<String>> anyId;
    private volatile @Nullable String learned;

    /**
     * Nothing learned yet.
     *
     * @param read reads a customer; throws an {@link ErpException} for an answer that does not prove its absence
     * @param anyId the id of a customer of the list; empty if the list has none
     */
    public AbsenceWording(Function<String, Optional<Customer>> read, Supplier<Optional<String>> anyId) {
        this.read = read;
        this.anyId = anyId;
    }

    /**
     * Whether a failed reading says that there is no such customer.
     *
     * @param id the id that was read
     * @param failure how the reading failed
     * @return false also if that cannot be found out
     */
    public boolean saysThereIsNone(String id, ErpFailure failure) {
        var wording = wordingOf(id, failure);
        if (wording == null) {
            return false;
        }
        var known = learned;
        if (known == null) {
            known = learn();
            learned = known;
        }
        return wording.equals(known);
    }

    /**
     * The failure of a successful answer about a customer that holds nothing: that there is none, or that the ERP lost it.
     *
     * @param id the id that was read
     * @return the failure
     */
    public static ErpException nothingAbout(String id) {
        return HttpAnswer.incomplete("编号为 " + id + " 的客户的任何内容");
    }

    private @Nullable String learn() {
        try {
            var control = anyId.get();
            if (control.isEmpty() || read.apply(control.get()).isEmpty()) {
                return null;
            }
        } catch (ErpException cannotReadAnything) {
            return null;
        }
        try {
            read.apply(IMPOSSIBLE_ID);
            return null;
        } catch (ErpException failed) {
            return wordingOf(IMPOSSIBLE_ID, failed.failure());
        }
    }

    /* A rejection about the account or the load says nothing about the customer. */
    private static @Nullable String wordingOf(String id, ErpFailure failure) {
        if (failure instanceof ErpFailure.Rejected rejected
                && (rejected.reason() == Reason.OTHER || rejected.reason() == Reason.NOT_FOUND)) {
            return rejected.code() + " " + rejected.message().replace(id, "#");
        }
        return failure instanceof ErpFailure.Unknown unknown
                        && unknown.message().equals(nothingAbout(id).failure().message())
                ? ""
                : null;
    }
}
