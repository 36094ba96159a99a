package io.kehub.sync.outbox;

/** What is to be delivered; the parts mean what they mean in {@link Delivery}. */
public record NewDelivery(String subject, String operation, String naturalKey, String profile, Content content) {

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return "NewDelivery[" + operation + " " + naturalKey + "]";
    }
}
