package io.kehub.demo;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * A session of one user with a running KeHub, over HTTP.
 *
 * @param http sends the session's cookie with every request; paths are relative to the server's address
 * @param session the secret of the session, for dialects that carry it in a header or body
 */
public record SignedIn(RestClient http, String session) {

    /**
     * Signs in.
     *
     * @param kehub address of the server, ending in a slash
     * @throws org.springframework.web.client.RestClientException if the password is wrong or the server does not answer
     */
    public static SignedIn as(URI kehub, String user, String password) {
        var http = RestClient.create(kehub.toString());
        var answer = http.post()
                .uri("webapi/v3/ov1/login")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("user", user, "password", password))
                .retrieve()
                .toBodilessEntity();
        var header = Objects.requireNonNull(answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE), "no session cookie");
        var cookie = header.substring(0, header.indexOf(';'));
        return new SignedIn(
                http.mutate().defaultHeader(HttpHeaders.COOKIE, cookie).build(),
                cookie.substring(cookie.indexOf('=') + 1));
    }
}
