package io.kehub.console;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Says no: turns whatever went wrong under {@code /api} into the envelope and its HTTP status. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A caller hears a refusal only when it has sent its whole request; what is left of one up to this size is read and
     * thrown away first.
     */
    private static final long MOST_DISCARDED = 64L * 1024 * 1024;

    private Refusals() {}

    /** Answers for any exception; one that is no fault of the caller is logged and answered as an internal error. */
    static void answer(HttpServletRequest request, HttpServletResponse response, Exception exception)
            throws IOException {
        var problem = problem(exception);
        if (response.isCommitted()) {
            LOG.debug("The answer to {} {} broke off", request.getMethod(), request.getRequestURI(), exception);
        } else if (problem == null) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
            write(request, response, 500, "服务器内部错误，请稍后再试；若反复出现请联系管理员", "internal_error", List.of());
        } else {
            answer(request, response, problem, exception instanceof CallerFaults ? name -> name : FieldNames::shown);
        }
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, Problem problem, UnaryOperator<String> naming)
            throws IOException {
        response.resetBuffer();
        switch (problem) {
            case Problem.MethodNotAllowed refused -> response.setHeader("Allow", String.join(", ", refused.allowed()));
            case Problem.TooManyTries refused ->
                response.setHeader(
                        "Retry-After", String.valueOf(refused.retryAfter().toSeconds() + 1));
            case Problem.Unavailable refused ->
                response.setHeader(
                        "Retry-After",
                        String.valueOf(Math.max(1, refused.retryAfter().toSeconds())));
            default -> {}
        }
        write(
                request,
                response,
                status(problem),
                message(problem, naming),
                problem.code(),
                shown(problem.errors(), naming));
    }

    /** The errors of the domain as the caller reads them. */
    static List<ShownError> shown(List<FieldError> errors) {
        return shown(errors, FieldNames::shown);
    }

    private static List<ShownError> shown(List<FieldError> errors, UnaryOperator<String> naming) {
        return errors.stream()
                .map(error -> new ShownError(naming.apply(error.field()), error.message(), error.allowed()))
                .toList();
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String message,
            String code,
            List<ShownError> errors)
            throws IOException {
        discardRest(request);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(new Envelope(false, message, new Refusal(code, errors))));
    }

    private record Refusal(String code, List<ShownError> errors) {}

    /** A fault of one field, as the caller reads it. */
    record ShownError(String field, String message, String allowed) {}

    private static void discardRest(HttpServletRequest request) {
        try {
            var in = request.getInputStream();
            var buffer = new byte[16 * 1024];
            var left = request.getContentLengthLong() > MOST_DISCARDED ? 0 : MOST_DISCARDED;
            for (var read = 0; left > 0 && read >= 0; left -= read) {
                read = in.read(buffer);
            }
        } catch (IOException | IllegalStateException alreadyGone) {
            LOG.debug("Nothing left to read", alreadyGone);
        }
    }

    private static int status(Problem problem) {
        return switch (problem) {
            case Problem.Invalid refused -> 400;
            case Problem.NotSignedIn refused -> 401;
            case Problem.Forbidden refused -> 403;
            case Problem.NotFound refused -> 404;
            case Problem.MethodNotAllowed refused -> 405;
            case Problem.Taken refused -> 409;
            case Problem.TooLarge refused -> 413;
            case Problem.TooManyTries refused -> 429;
            case Problem.Unavailable refused -> 503;
        };
    }

    /** The message, in which a field that it begins with bears the name that the caller knows. */
    private static String message(Problem problem, UnaryOperator<String> naming) {
        var message = problem.message();
        if (!problem.errors().isEmpty()) {
            var field = problem.errors().getFirst().field();
            if (message.startsWith(field)) {
                return naming.apply(field) + message.substring(field.length());
            }
        }
        return message;
    }

    private static @Nullable Problem problem(Exception exception) {
        return switch (exception) {
            case ProblemException refused -> refused.problem();
            case CallerFaults refused -> Problem.Invalid.of(refused.faults());
            case HttpRequestMethodNotSupportedException refused -> methodNotAllowed(refused.getSupportedMethods());
            case NoResourceFoundException refused -> noSuchAddress();
            case HttpMediaTypeNotSupportedException refused ->
                contentType(MediaType.toString(refused.getSupportedMediaTypes()));
            case MaxUploadSizeExceededException refused -> new Problem.TooLarge("文件超过 50 MB，未导入任何联系人；请拆成多个文件分别导入");
            case MissingServletRequestPartException refused ->
                Problem.Invalid.field("file", "缺少上传的文件", "名为 file 的文件字段");
            case MultipartException refused -> new Problem.Invalid("malformed_multipart", "上传内容不完整或格式有误", List.of());
            default -> null;
        };
    }

    static Problem contentType(String allowed) {
        return new Problem.Invalid(
                "content_type",
                "请求体的 Content-Type 不受支持，应为 " + allowed,
                List.of(new FieldError("Content-Type", "不受支持", allowed)));
    }

    private static Problem methodNotAllowed(String @Nullable [] supported) {
        var allowed = supported == null ? List.<String>of() : List.of(supported);
        return new Problem.MethodNotAllowed("此地址不支持该请求方法，可用：" + String.join("、", allowed), allowed);
    }

    private static Problem noSuchAddress() {
        return new Problem.NotFound("no_such_address", "没有这个接口地址，请对照 docs/hub-api.md", List.of());
    }
}
