package io.kehub.wire.help;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import io.kehub.erp.access.SessionToken;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.DialectId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;

/**
 * Sends the help pages, in HTML or with {@code format=md} in Markdown, to those who are signed in, and a form to sign in to all
 * others. The OpenAPI documents and {@code /llms.txt} need no session: they hold nothing of a firm.
 */
final class HelpHandler implements HttpRequestHandler {

    static final String HELP = "/sysn/view/OpenApi/help.ashx";
    private static final String LLMS = "/llms.txt";

    private static final Map<String, DialectId> OPEN_API = Map.of(
            "/openapi.json", DialectId.QUICK,
            "/openapi-ov1.json", DialectId.OV1,
            "/openapi-v3.json", DialectId.V3,
            "/openapi-helper.json", DialectId.HELPER);

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String JSON = "application/json;charset=UTF-8";

    private final HelpPages pages;
    private final HelpMarkdown markdown;
    private final OpenApi openApi;
    private final Authenticator authenticator;
    private final SignIn signIn;
    private final Sessions sessions;

    HelpHandler(
            HelpPages pages,
            HelpMarkdown markdown,
            OpenApi openApi,
            Authenticator authenticator,
            SignIn signIn,
            Sessions sessions) {
        this.pages = pages;
        this.markdown = markdown;
        this.openApi = openApi;
        this.authenticator = authenticator;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    static boolean answers(String path) {
        return path.equalsIgnoreCase(HELP) || path.equals(LLMS) || OPEN_API.containsKey(path);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI();
        var dialect = OPEN_API.get(path);
        if (dialect != null) {
            // readable by tools that run in a page of another site; it holds nothing of a firm
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            send(response, 200, JSON, openApi.document(dialect, origin(request)));
        } else if (path.equals(LLMS)) {
            send(response, 200, MARKDOWN, markdown.list(origin(request)));
        } else if (request.getMethod().equals("POST")) {
            signIn(request, response);
        } else {
            page(request, response);
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var inMarkdown = "md".equalsIgnoreCase(request.getParameter("format"));
        var caller = caller(request);
        if (caller.isEmpty()) {
            send(
                    response,
                    401,
                    inMarkdown ? MARKDOWN : HTML,
                    inMarkdown
                            ? "需要登录：先调用 POST /webapi/v3/ov1/login，再带上 Cookie KEHUB_SESSION 或请求头 ZBAPI-Token。\n"
                            : pages.signIn(query(request), "", null));
            return;
        }
        var origin = origin(request);
        var login = caller.get().login();
        var operation = request.getParameter("op");
        if (inMarkdown) {
            var page = operation == null
                    ? Optional.of(markdown.start(origin, login))
                    : markdown.operation(operation, origin);
            send(response, page.isEmpty() ? 404 : 200, MARKDOWN, page.orElse("没有这个接口。\n"));
        } else {
            var page = operation == null ? Optional.of(pages.start(origin, login)) : pages.operation(operation, origin);
            send(response, page.isEmpty() ? 404 : 200, HTML, page.orElseGet(pages::unknown));
        }
    }

    /** Takes the form of the sign-in page, then shows the page that was wanted. */
    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var login = field(request, "user");
        var password = field(request, "password");
        try {
            var signedIn = signIn.signIn(login, password);
            // as the sign-in of the API does: the browser forgets the session that it had
            cookie(request).map(SessionToken::new).ifPresent(sessions::close);
            response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.set(signedIn.token(), request.isSecure()));
            response.setHeader(HttpHeaders.LOCATION, HELP + query(request));
            send(response, 303, HTML, "");
        } catch (ProblemException e) {
            var status = switch (e.problem()) {
                case Problem.TooManyRequests tries -> {
                    retryAfter(response, tries.retryAfter());
                    yield 429;
                }
                case Problem.Unavailable unavailable -> {
                    retryAfter(response, unavailable.retryAfter());
                    yield 503;
                }
                default -> 401;
            };
            send(
                    response,
                    status,
                    HTML,
                    pages.signIn(query(request), login, e.problem().message()));
        }
    }

    /** A field of the form; one of the same name in the address stands before it and does not count. */
    private static String field(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? "" : values[values.length - 1];
    }

    private static void retryAfter(HttpServletResponse response, Duration wait) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        return authenticator
                .authenticate(Credential.of(
                        null,
                        request.getHeader(Credential.TOKEN_HEADER),
                        cookie(request).orElse(null)))
                .map(found -> found.caller());
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(each -> each.getName().equals(SessionCookie.NAME))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** The query that shows the same page, with nothing else that stood there. */
    private static String query(HttpServletRequest request) {
        var operation = request.getParameter("op");
        return operation == null ? "" : "?op=" + URLEncoder.encode(operation, StandardCharsets.UTF_8);
    }

    /** Scheme, host and port under which the reader has reached the server; the port only if it is not the usual one. */
    private static String origin(HttpServletRequest request) {
        var scheme = request.getScheme().toLowerCase(Locale.ROOT);
        var port = request.getServerPort();
        var usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(body);
    }
}
