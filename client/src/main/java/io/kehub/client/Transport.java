package io.kehub.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests over HTTP/1.1, each within one time limit, and returns the whole answer. Follows no redirect, repeats
 * nothing, reads no answer larger than 32 MB. Thread-safe.
 */
public final class Transport implements AutoCloseable {
    private static final long MAX_ANSWER_BYTES = 32L * 1024 * 1024;

    private final HttpClient http;
    private final String erp;
    private final Duration requestTimeout;
    private volatile boolean closed;

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
     * Sends a POST request and waits for the whole answer, whatever its status. Sends nothing if the thread is interrupted
     * or the transport is closed.
     *
     * @param pathAndQuery where to, below the ERP's address
     * @param content the body; not copied
     * @param headers the headers, {@code Content-Type} among them
     * @return the answer
     * @throws ErpException with {@link ErpFailure.Unreachable} if the request certainly did not leave as a whole, or with
     *     {@link ErpFailure.Unknown} if it may have left and no whole answer came
     */
    public HttpResponse<byte[]> post(String pathAndQuery, byte[] content, Map<String, String> headers) {
        var body = new OneShotBody(content);
        var request = HttpRequest.newBuilder(URI.create(erp + pathAndQuery))
                .header("User-Agent", "kehub-client")
                .POST(body);
        headers.forEach(request::header);
        if (closed) {
            throw failure(body, "客户端已关闭", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw failure(body, "发送前线程已被中断", new InterruptedException());
        }
        return await(http.sendAsync(request.build(), answer -> new BoundedBody(MAX_ANSWER_BYTES)), body);
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

    private ErpException failure(OneShotBody body, String reason, @Nullable Throwable cause) {
        return new ErpException(
                body.shut()
                        ? new ErpFailure.Unreachable("请求没有发到 ERP（" + erp + "）：" + reason, cause)
                        : new ErpFailure.Unknown(
                                "请求已发往 ERP（" + erp + "），但没有收到完整的答复，结果未知：" + reason, Duration.ZERO, cause));
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "连接超时";
        }
        if (cause instanceof ConnectException) {
            return "无法连接，请检查地址、端口和网络";
        }
        return cause instanceof IOException ? "连接出错：" + cause.getMessage() : cause.toString();
    }

    /** Later requests are not sent. On Java 21 and newer this waits for the requests in progress. */
    @Override
    public void close() {
        closed = true;
        // an HttpClient can be closed from Java 21 on; before, it ends when it is no longer referenced
        if ((Object) http instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** The ERP's address. */
    @Override
    public String toString() {
        return erp;
    }
}
