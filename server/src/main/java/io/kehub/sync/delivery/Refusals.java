package io.kehub.sync.delivery;

import io.kehub.client.ErpException;
import java.util.Set;
import java.util.stream.Collectors;

/** What a refusal by the ERP means for the record that was to be added. */
final class Refusals {

    private static final int CONFLICT = 409;
    private static final int FIRST_SERVER_FAULT = 500;

    /** About the session, the rights, the address or the pace; another record would have fared the same. */
    private static final Set<Integer> ABOUT_THE_CALLER = Set.of(401, 403, 404, 405, 407, 408, 429);

    private Refusals() {}

    /** Whether the record itself is at fault, so that it needs a person and the others can go on. */
    static boolean isAboutTheRecord(ErpException.Refused refusal) {
        return !ABOUT_THE_CALLER.contains(refusal.status()) && refusal.status() < FIRST_SERVER_FAULT;
    }

    /** A value that must be unique is taken. */
    static boolean isConflict(ErpException.Refused refusal) {
        return refusal.status() == CONFLICT;
    }

    /** The ERP's own words, with what it says about each field. */
    static String reason(ErpException.Refused refusal) {
        var fields = refusal.fields().stream()
                .map(field -> field.field() + " " + field.message()
                        + (field.allowed().isBlank() ? "" : "，允许：" + field.allowed()))
                .collect(Collectors.joining("；"));
        return "ERP 拒绝：" + refusal.getMessage() + (fields.isEmpty() ? "" : "（" + fields + "）");
    }
}
