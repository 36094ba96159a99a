package io.kehub.client.wire;

/**
 * A session of the native dialects: a text of any length, sent in the body by ov1 and in a header by v3. Two tokens are the
 * same only as objects, whatever they hold.
 */
public final class NativeToken {
    private final String text;

    /**
     * Wraps a session.
     *
     * @param text the session as the ERP wrote it
     */
    public NativeToken(String text) {
        this.text = text;
    }

    /**
     * What is sent to the ERP.
     *
     * @return the session as the ERP wrote it
     */
    public String secret() {
        return text;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "NativeToken[***]";
    }
}
