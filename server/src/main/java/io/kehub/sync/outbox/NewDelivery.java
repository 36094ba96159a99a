package io.kehub.sync.outbox;

/** A delivery to add; see {@link Delivery} for the components. */
public record NewDelivery(String subject, String operation, String naturalKey, String profile, Content content) {

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return "NewDelivery[" + operation + " " + naturalKey + "]";
    }
}
