package io.kehub.api.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The shape of every answer under {@code /api}, the same as in the quick dialect of the ERP. */
public record Envelope(
        boolean success, String message, @Nullable Object data) {

    public static ResponseEntity<Envelope> ok(@Nullable Object data) {
        return ok("操作成功", data);
    }

    public static ResponseEntity<Envelope> ok(String message, @Nullable Object data) {
        return answer(HttpStatus.OK, message, data);
    }

    public static ResponseEntity<Envelope> created(Object data) {
        return answer(HttpStatus.CREATED, "添加成功", data);
    }

    /** Sets the media type, so that the {@code Accept} header of the caller is not negotiated and cannot fail. */
    private static ResponseEntity<Envelope> answer(HttpStatus status, String message, @Nullable Object data) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Envelope(true, message, data));
    }
}
