package io.kehub.wire.http;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import io.kehub.erp.access.SessionToken;
import io.kehub.erp.access.Sessions;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.ErpSession;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Operations;
import io.kehub.wire.operation.ResponseView;
import io.kehub.wire.operation.SessionEffect;
import io.kehub.wire.operation.type.DialectId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.WebUtils;

/**
 * Handles all paths of the ERP: finds the dialect, session and operation of a request, runs it, and lets the dialect write the
 * response. Unauthenticated callers get 401 for every path but the sign-in, so paths cannot be probed.
 */
final class ErpDispatcher implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErpDispatcher.class);
    private static final String POST = "POST";

    private static final String GET = "GET";

    private final Catalog catalog;
    private final Operations operations;
    private final Sessions sessions;
    private final Authenticator authenticator;
    private final Map<DialectId, Dialect> dialects;
    private final Dialect quick;
    private final DialectChoice choice;
    private final RandomGenerator random;

    /** @param dialects one for each id */
    ErpDispatcher(
            Catalog catalog,
            Operations operations,
            Sessions sessions,
            Authenticator authenticator,
            List<Dialect> dialects,
            RandomGenerator random) {
        this.catalog = catalog;
        this.operations = operations;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::id, Function.identity()));
        this.quick = dialect(DialectId.QUICK);
        catalog.requireSupport(dialects);
        this.choice = new DialectChoice(catalog, dialects);
        this.random = random;
    }

    /** Dialect and operation determined so far; used to write an error response. */
    private static final class Progress {
        private Dialect dialect;
        private @Nullable Operation<?> operation;

        Progress(Dialect dialect) {
            this.dialect = dialect;
        }
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var progress = new Progress(quick);
        try {
            var message = RequestReader.read(request);
            progress.dialect = dialect(choice.choose(request.getMethod(), RequestReader.path(request), message));
            ResponseWriter.send(answer(request, response, message, progress), response);
        } catch (ProblemException e) {
            ResponseWriter.refuse(progress.dialect, e.problem(), progress.operation, response);
        } catch (RuntimeException e) {
            var number = "E%08X".formatted(random.nextInt());
            LOG.error("Error {} at {}", number, RequestReader.path(request), e);
            response.reset();
            ResponseWriter.send(progress.dialect.failure(number), response);
        }
    }

    private Dialect dialect(DialectId id) {
        return Optional.ofNullable(dialects.get(id)).orElseThrow();
    }

    private Dialect.Reply answer(
            HttpServletRequest request, HttpServletResponse response, Dialect.Message message, Progress progress) {
        var dialect = progress.dialect;
        var call = dialect.open(message);
        var match = catalog.match(dialect.id(), RequestReader.path(request), call.query());
        if (match instanceof Catalog.Match.Found found && !found.operation().needsSession()) {
            progress.operation = found.operation();
            return run(found.operation(), request, response, message, dialect, call, null);
        }
        // unauthenticated callers get 401 for every path, so paths cannot be probed
        var session = ErpSession.of(authenticator.require(credential(call, message)));
        return switch (match) {
            case Catalog.Match.Found found -> {
                progress.operation = found.operation();
                yield run(found.operation(), request, response, message, dialect, call, session);
            }
            case Catalog.Match.WrongQuery wrong ->
                throw notFound("这个地址需要查询参数才知道要做什么，可用的查询参数：" + String.join("；", wrong.queries()));
            case Catalog.Match.Unknown unknown ->
                throw notFound(
                        RequestReader.path(request).toLowerCase(Locale.ROOT).endsWith(".asp")
                                ? "没有这个接口，请核对请求地址：找不到对应处理程序"
                                : "没有这个接口，请核对请求地址");
        };
    }

    private Dialect.Reply run(
            Operation<?> operation,
            HttpServletRequest request,
            HttpServletResponse response,
            Dialect.Message message,
            Dialect dialect,
            Dialect.Call call,
            @Nullable ErpSession session) {
        checkMethod(operation, dialect.id(), request.getMethod());
        if (session != null
                && call.wantsSkeleton()
                && operation.skeleton(dialect.id()).isPresent()) {
            return dialect.answer(operation, operations.skeleton(operation, dialect.id(), session));
        }
        var result =
                operations.run(operation, dialect.id(), call.input(operation), session, RequestReader.reader(request));
        if (result.shown() instanceof ResponseView.Picture picture) {
            return new Dialect.Reply(200, picture.contentType(), picture.body());
        }
        var reply = dialect.answer(operation, result);
        switch (result.effect()) {
            case SessionEffect.Opened opened -> {
                endBrowserSession(message);
                cookies(dialect)
                        .forEach(name ->
                                setCookie(response, SessionCookie.set(name, opened.token(), request.isSecure())));
            }
            case SessionEffect.Renewed renewed ->
                sentCookies(request)
                        .forEach(name ->
                                setCookie(response, SessionCookie.set(name, renewed.token(), request.isSecure())));
            case SessionEffect.Ended ended -> {
                endBrowserSession(message);
                sentCookies(request)
                        .forEach(name -> setCookie(response, SessionCookie.cleared(name, request.isSecure())));
            }
            case SessionEffect.None none -> {}
        }
        return reply;
    }

    /** The real ERP sets cookies of its own names, which some clients look for. */
    private static List<String> cookies(Dialect dialect) {
        return dialect.id() == DialectId.QUICK ? List.of(SessionCookie.NAME) : SessionCookie.NAMES;
    }

    /** Our own cookie, and the others of a session that the request carries. */
    private static List<String> sentCookies(HttpServletRequest request) {
        return SessionCookie.NAMES.stream()
                .filter(name -> name.equals(SessionCookie.NAME) || WebUtils.getCookie(request, name) != null)
                .toList();
    }

    private static void checkMethod(Operation<?> operation, DialectId dialect, String method) {
        var allowed = operation.readByGet(dialect) ? List.of(POST, GET) : List.of(POST);
        if (!allowed.contains(method)) {
            throw new ProblemException(new Problem.MethodNotAllowed(
                    "「" + operation.caption() + "」只接受 " + String.join("、", allowed) + " 请求", allowed));
        }
    }

    /** The browser replaces its cookie; the old session must end too, or a copy of the old cookie would remain valid. */
    private void endBrowserSession(Dialect.Message message) {
        Optional.ofNullable(message.cookie()).map(SessionToken::new).ifPresent(sessions::close);
    }

    /** The credentials of a request: the dialect's session, the token header (in every dialect), and the cookie. */
    private static Credential credential(Dialect.Call call, Dialect.Message message) {
        return Credential.of(call.session().orElse(null), message.tokenHeader(), message.cookie());
    }

    private static ProblemException notFound(String message) {
        return new ProblemException(new Problem.NotFound("unknown_address", message, List.of()));
    }

    private static void setCookie(HttpServletResponse response, String cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie);
    }
}
