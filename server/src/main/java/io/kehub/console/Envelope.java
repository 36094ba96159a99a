package io.kehub.console;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The one shape of every answer under {@code /api}, the same as in the quick dialect of the ERP. */
record Envelope(boolean success, String message, @Nullable Object data) {

    static ResponseEntity<Envelope> ok(@Nullable Object data) {
        return ok("操作成功", data);
    }

    static ResponseEntity<Envelope> ok(String message, @Nullable Object data) {
        return answer(HttpStatus.OK, message, data);
    }

    static ResponseEntity<Envelope> created(Object data) {
        return answer(HttpStatus.CREATED, "添加成功", data);
    }

    /** The media type is set here, so that no {@code Accept} header of a caller can turn the answer into a refusal. */
    private static ResponseEntity<Envelope> answer(HttpStatus status, String message, @Nullable Object data) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Envelope(true, message, data));
    }
}
