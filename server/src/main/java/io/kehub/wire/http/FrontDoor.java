package io.kehub.wire.http;

import io.kehub.erp.access.SessionToken;
import io.kehub.erp.access.Sessions;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.ErpSession;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Operations;
import io.kehub.wire.operation.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.HttpRequestHandler;

/**
 * The one door to all paths of the ERP: finds the dialect, the session and the operation of a call, has it run, and lets
 * the dialect say what came of it. Outsiders learn of no address but the one where they sign in.
 */
final class FrontDoor implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String METHOD = "POST";

    private final Catalog catalog;
    private final Operations operations;
    private final Sessions sessions;
    private final Map<DialectId, Dialect> dialects;
    private final Dialect quick;
    private final RandomGenerator random;

    /** @param dialects the ones that are served; quick must be among them */
    FrontDoor(
            Catalog catalog, Operations operations, Sessions sessions, List<Dialect> dialects, RandomGenerator random) {
        this.catalog = catalog;
        this.operations = operations;
        this.sessions = sessions;
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::id, Function.identity()));
        this.quick = Optional.ofNullable(this.dialects.get(DialectId.QUICK)).orElseThrow();
        this.random = random;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var dialect = quick;
        try {
            var message = Incoming.read(request);
            dialect = dialect(DialectChoice.choose(Incoming.path(request), message));
            var reply = answer(request, response, dialect, message);
            Replies.send(reply, response);
        } catch (ProblemException e) {
            Replies.refuse(dialect, e.problem(), response);
        } catch (RuntimeException e) {
            var number = "E%08X".formatted(random.nextInt());
            LOG.error("Error {} at {}", number, Incoming.path(request), e);
            response.reset();
            Replies.send(dialect.failure(number), response);
        }
    }

    private Dialect dialect(DialectId id) {
        var dialect = dialects.get(id);
        if (dialect == null) {
            throw new ProblemException(new Problem.Invalid(
                    "dialect_not_served",
                    "这个请求用的是 " + id.name().toLowerCase(Locale.ROOT) + " 方言，当前版本只支持快速参考的写法：平铺的 JSON 字段，会话放在 Cookie 中",
                    List.of()));
        }
        return dialect;
    }

    private Dialect.Reply answer(
            HttpServletRequest request, HttpServletResponse response, Dialect dialect, Dialect.Message message) {
        var path = Incoming.path(request);
        var match = catalog.match(dialect.id(), path, message.query());
        if (match instanceof Catalog.Match.Found found && !found.operation().needsSession()) {
            return run(found.operation(), request, response, dialect, message, Optional.empty());
        }
        var session =
                session(dialect, message).orElseThrow(() -> new ProblemException(Problem.NotSignedIn.noSession()));
        return switch (match) {
            case Catalog.Match.Found found ->
                run(found.operation(), request, response, dialect, message, Optional.of(session));
            case Catalog.Match.WrongQuery wrong ->
                throw notFound("这个地址需要查询参数才知道要做什么，可用的查询参数：" + String.join("；", wrong.queries()));
            case Catalog.Match.Unknown unknown -> throw notFound("没有这个接口，请核对请求地址");
        };
    }

    private Dialect.Reply run(
            Operation operation,
            HttpServletRequest request,
            HttpServletResponse response,
            Dialect dialect,
            Dialect.Message message,
            Optional<ErpSession> session) {
        if (!request.getMethod().equals(METHOD)) {
            throw new ProblemException(new Problem.MethodNotAllowed(
                    "「" + operation.caption() + "」只接受 " + METHOD + " 请求", List.of(METHOD)));
        }
        var input = dialect.read(operation, message);
        var outcome = operations.run(operation, dialect.id(), input, session.orElse(null));
        var reply = dialect.answer(operation, outcome);
        switch (outcome) {
            case Outcome.SignedIn signedIn ->
                setCookie(response, cookie(signedIn.token().secret(), request).build());
            case Outcome.SignedOut signedOut ->
                setCookie(response, cookie("", request).maxAge(Duration.ZERO).build());
            default -> {}
        }
        return reply;
    }

    private Optional<ErpSession> session(Dialect dialect, Dialect.Message message) {
        return dialect.session(message)
                .map(SessionToken::new)
                .flatMap(token -> sessions.find(token).map(caller -> new ErpSession(caller, token)));
    }

    private static ProblemException notFound(String message) {
        return new ProblemException(new Problem.NotFound("unknown_address", message, List.of()));
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(Incoming.SESSION_COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .secure(request.isSecure());
    }

    private static void setCookie(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
