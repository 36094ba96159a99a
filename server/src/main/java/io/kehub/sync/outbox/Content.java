package io.kehub.sync.outbox;

/**
 * The content of a delivery.
 *
 * @param version version of the subject that the fields were made from; 0 if it had none yet
 * @param fields neutral fields as a JSON object, which only the writer and the sender understand
 */
public record Content(long version, String fields) {

    /** Without the fields, which are personal data. */
    @Override
    public String toString() {
        return "Content[version=" + version + "]";
    }
}
