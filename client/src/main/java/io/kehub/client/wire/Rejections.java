package io.kehub.client.wire;

import io.kehub.client.CustomerField;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.FieldError;
import io.kehub.client.ErpFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rejections that the dialects make themselves, before anything is sent. */
public final class Rejections {

    private Rejections() {}

    /**
     * A field that cannot be sent as it is.
     *
     * @param field the field; null for a custom field
     * @param name its name in the dialect
     * @param message what is wrong
     * @param allowed what is allowed
     * @return the rejection
     */
    public static ErpException invalidField(
            @Nullable CustomerField field, String name, String message, String allowed) {
        return invalidFields(message, List.of(new FieldError(field, name, message, allowed)));
    }

    /**
     * Fields that cannot be sent as they are.
     *
     * @param message what is wrong with them together
     * @param errors what is wrong with each
     * @return the rejection
     */
    public static ErpException invalidFields(String message, List<FieldError> errors) {
        return new ErpException(new ErpFailure.Rejected(Reason.INVALID_FIELD, "invalid_field", message, errors));
    }

    /**
     * A field that the dialect does not write.
     *
     * @param dialect the dialect's name, for people
     * @param field the field
     * @param writable the fields that it writes
     * @return the rejection
     */
    public static ErpException unwritable(String dialect, CustomerField field, Set<CustomerField> writable) {
        var allowed = writable.stream().sorted().map(CustomerField::caption).collect(Collectors.joining("、"));
        return invalidField(field, field.key(), dialect + "不能写入“" + field.caption() + "”", allowed);
    }

    /**
     * A call that the dialect does not have.
     *
     * @param message what it does not have
     * @return the rejection
     */
    public static ErpException unsupported(String message) {
        return new ErpException(new ErpFailure.Rejected(Reason.UNSUPPORTED, "unsupported", message, List.of()));
    }

    /**
     * A change of a customer that is not there.
     *
     * @param id the id
     * @return the rejection
     */
    public static ErpException noSuchCustomer(String id) {
        return new ErpException(
                new ErpFailure.Rejected(Reason.NOT_FOUND, "not_found", "ERP 中没有编号为 " + id + " 的客户", List.of()));
    }

    /**
     * Runs what comes before a call: whatever becomes of it, the call itself has not been sent.
     *
     * @param said what to say of an unknown outcome, before its own message
     * @param step what comes before
     * @param <T> what it gives
     * @return what it gave
     * @throws ErpException of the step; an unknown outcome as unreachable
     */
    public static <T> T before(String said, Supplier<T> step) {
        try {
            return step.get();
        } catch (ErpException failed) {
            if (failed.failure() instanceof ErpFailure.Unknown unknown) {
                throw new ErpException(
                        new ErpFailure.Unreachable(said + unknown.message(), unknown.retryAfter(), failed));
            }
            throw failed;
        }
    }

    /**
     * The invalid fields that an answer names.
     *
     * @param errors the list of the answer
     * @param name the name of the member with the field's name
     * @param message the name of the member with what is wrong
     * @param allowed the name of the member with what is allowed
     * @param field the field with a name of the dialect
     * @return the errors, in the order of the answer
     */
    public static List<FieldError> named(
            JsonNode errors,
            String name,
            String message,
            String allowed,
            Function<String, Optional<CustomerField>> field) {
        var named = new ArrayList<FieldError>();
        for (var error : errors) {
            var wireName = Json.word(error.path(name));
            named.add(new FieldError(
                    field.apply(wireName).orElse(null),
                    wireName,
                    Json.scalar(error.path(message)),
                    Json.scalar(error.path(allowed))));
        }
        return named;
    }
}
