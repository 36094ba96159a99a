package io.kehub.client;

import java.util.List;

/** A call to the ERP did not do what was asked. */
public abstract sealed class ErpException extends RuntimeException {
    ErpException(String message) {
        super(message);
    }

    /** The ERP understood and said no; nothing was changed. */
    public static final class Refused extends ErpException {
        public record FieldRefusal(String field, String message, String allowed) {}

        private final int status;
        private final String code;
        private final transient List<FieldRefusal> fields;

        public Refused(int status, String code, String message, List<FieldRefusal> fields) {
            super(message);
            this.status = status;
            this.code = code;
            this.fields = List.copyOf(fields);
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }

        public List<FieldRefusal> fields() {
            return fields;
        }
    }

    /** Nobody knows whether the call took effect: a time-out after sending, a broken connection, an answer that is no answer. */
    public static final class Unknown extends ErpException {
        public Unknown(String message) {
            super(message);
        }
    }

    /** The call certainly never reached the ERP; it is safe to send it again. */
    public static final class Unreachable extends ErpException {
        public Unreachable(String message) {
            super(message);
        }
    }
}
