package io.kehub.wire.help;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;

/** Sends the help pages and the OpenAPI document to those who are signed in, and a form to sign in to all others. */
final class HelpHandler implements HttpRequestHandler {

    static final String HELP = "/sysn/view/OpenApi/help.ashx";
    static final String OPEN_API = "/openapi.json";

    private static final String HTML = "text/html;charset=UTF-8";

    private final HelpPages pages;
    private final OpenApi openApi;
    private final Authenticator authenticator;

    HelpHandler(HelpPages pages, OpenApi openApi, Authenticator authenticator) {
        this.pages = pages;
        this.openApi = openApi;
        this.authenticator = authenticator;
    }

    static boolean answers(String path) {
        return path.equalsIgnoreCase(HELP) || path.equals(OPEN_API);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var json = request.getRequestURI().equals(OPEN_API);
        if (!isSignedIn(request)) {
            send(response, 401, json ? "application/json;charset=UTF-8" : HTML, json ? """
                    {"success":false,"message":"未登录或会话过期，请先调用登录接口","data":{"code":"no_session","errors":[]}}""" : pages.signIn());
        } else if (json) {
            send(response, 200, "application/json;charset=UTF-8", openApi.document());
        } else {
            var operation = Optional.ofNullable(request.getParameter("op"));
            var page = operation.isEmpty() ? Optional.of(pages.overview()) : operation.flatMap(pages::operation);
            send(response, page.isEmpty() ? 404 : 200, HTML, page.orElseGet(pages::unknown));
        }
    }

    private boolean isSignedIn(HttpServletRequest request) {
        var cookie = Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(each -> each.getName().equals(SessionCookie.NAME))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
        return authenticator
                .authenticate(Credential.of(null, request.getHeader(Credential.TOKEN_HEADER), cookie))
                .isPresent();
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        response.getOutputStream().write(body);
    }
}
