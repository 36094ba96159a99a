package io.kehub.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Carries one request over HTTP/1.1 and its whole answer back, within one time limit. Follows no redirect. */
final class Transport implements AutoCloseable {
    private static final long LARGEST_ANSWER = 32L * 1024 * 1024;

    private final HttpClient http;
    private final String erp;
    private final Duration requestTimeout;

    Transport(String erp, Duration connectTimeout, Duration requestTimeout) {
        this.erp = erp;
        this.requestTimeout = requestTimeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status. A thread that is interrupted already sends nothing.
     *
     * @throws ErpException.Unreachable where the request provably never left whole
     * @throws ErpException.Unknown where it may have left, and no whole answer came
     */
    HttpResponse<byte[]> post(String pathAndQuery, JsonNode content, String cookies) {
        var body = new OneShotBody(Json.bytes(content));
        var request = HttpRequest.newBuilder(URI.create(erp + pathAndQuery))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json")
                .header("User-Agent", "kehub-client")
                .POST(body);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw failure(body, "发送前线程已被中断", new InterruptedException());
        }
        return await(http.sendAsync(request.build(), answer -> new BoundedBody(LARGEST_ANSWER)), body);
    }

    /* HttpRequest.timeout ends with the headers; a body that drips in must not hold a caller for ever. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange, OneShotBody body) {
        try {
            return exchange.get(requestTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooSlow) {
            exchange.cancel(true);
            throw failure(body, "等待超过 " + requestTimeout.toMillis() + " 毫秒", tooSlow);
        } catch (InterruptedException stopped) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(body, "等待时线程被中断", stopped);
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            throw failure(body, reason(cause), cause);
        }
    }

    private ErpException failure(OneShotBody body, String reason, Throwable cause) {
        return body.shut()
                ? new ErpException.Unreachable("请求没有发到 ERP（" + erp + "）：" + reason, cause, null)
                : new ErpException.Unknown("请求已发往 ERP（" + erp + "），但没有收到完整的答复，结果未知：" + reason, cause, null);
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException tooSlow -> "连接超时";
            case ConnectException refused -> "无法连接，请检查地址、端口和网络";
            case IOException broken -> "连接出错：" + broken.getMessage();
            default -> cause.toString();
        };
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return erp;
    }
}
