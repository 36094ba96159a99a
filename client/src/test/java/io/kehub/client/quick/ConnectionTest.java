package io.kehub.client.quick;

import static io.kehub.client.Failures.unknown;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kehub.client.Customer;
import io.kehub.client.CustomerKind;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";

    @Test
    void aPortWithoutAListenerIsUnreachable() throws IOException {
        URI closedPort;
        try (var gone = listen(1)) {
            closedPort = uri(gone);
        }
        assertUnreachable(closedPort, LONG);
    }

    @Test
    void aHostWithoutAddressIsUnreachable() {
        assertUnreachable(URI.create("http://no-such-host.invalid:46088"), LONG);
    }

    @Test
    void aConnectionThatDoesNotStandInTimeIsUnreachable() throws IOException {
        try (var full = listen(1)) {
            var waiting = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 4; i++) {
                    var socket = new Socket();
                    waiting.add(socket);
                    try {
                        socket.connect(full.getLocalSocketAddress(), 100);
                    } catch (IOException fullAtLast) {
                        break;
                    }
                }
                assertUnreachable(uri(full), LONG);
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void aTimeLimitThatEndsBeforeConnectingIsUnreachable() throws IOException {
        assertUnreachable(URI.create("http://no-such-host.invalid:46088"), Duration.ofNanos(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200", HEAD, HEAD + "{\"success\":true", "no HTTP at all\r\n\r\n"})
    void aTruncatedAnswerIsUnknownAndTheRequestIsNotSentTwice(String sent) throws IOException {
        var received = new AtomicInteger();
        try (var server = serve(socket -> {
                    readRequest(socket);
                    received.incrementAndGet();
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                });
                var client = client(uri(server), LONG)) {
            unknown(add(client));
        }
        assertThat(received).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200", HEAD + "{\"success\":true"})
    void anAnswerThatDoesNotEndInTimeIsUnknownAndTheConnectionIsGivenUp(String sent) throws Exception {
        var givenUp = new CompletableFuture<Integer>();
        try (var server = serve(socket -> {
                    readRequest(socket);
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                    givenUp.complete(socket.getInputStream().read());
                });
                var client = client(uri(server), SHORT)) {
            assertThat(unknown(add(client)).message()).contains("300");
            assertThat(givenUp.get()).isEqualTo(-1);
        }
    }

    @Test
    void aThreadInterruptedWhileItWaitsForTheAnswerGetsUnknownAndKeepsItsFlag() throws Exception {
        var asked = new CountDownLatch(1);
        var result = new AtomicReference<ErpResult<String>>();
        var flagged = new CompletableFuture<Boolean>();
        try (var server = serve(socket -> {
                    readRequest(socket);
                    asked.countDown();
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                });
                var client = client(uri(server), LONG)) {
            var caller = Thread.ofVirtual().start(() -> {
                result.set(add(client));
                flagged.complete(Thread.currentThread().isInterrupted());
            });
            asked.await();
            caller.interrupt();
            assertThat(flagged.get()).isTrue();
        }
        unknown(result.get());
    }

    @Test
    void aThreadInterruptedBeforeTheCallGetsUnreachableAndKeepsItsFlag() throws IOException {
        var connections = new AtomicInteger();
        try (var server = serve(socket -> connections.incrementAndGet());
                var client = client(uri(server), LONG)) {
            Thread.currentThread().interrupt();
            try {
                unreachable(add(client));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
            }
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void aClosedClientSendsNothing() throws IOException {
        var connections = new AtomicInteger();
        try (var server = serve(socket -> connections.incrementAndGet())) {
            var client = client(uri(server), LONG);
            client.close();
            unreachable(add(client));
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void aPathBeforeTheApiIsKept() throws IOException {
        var asked = new CompletableFuture<String>();
        try (var server = serve(socket -> asked.complete(readRequest(socket)));
                var client = client(uri(server).resolve("/erp/"), LONG)) {
            unknown(add(client));
        }
        assertThat(asked)
                .isCompletedWithValueMatching(head -> head.startsWith("POST /erp/webapi/v3/sales/customer/add "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://erp.example",
                "erp.example:46088",
                "/webapi",
                "http://user:pass@erp.example",
                "http://erp.example?a=b"
            })
    void anAddressThatIsNoErpIsRefusedBeforeAnythingElse(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErpClient.builder(URI.create(address)))
                .withMessageNotContaining("pass");
    }

    @Test
    void aClientNeedsExactlyOneWayToSignIn() {
        var erp = URI.create("http://erp.example");
        assertThatIllegalStateException()
                .isThrownBy(() -> ErpClient.builder(erp).build());
        assertThatIllegalStateException()
                .isThrownBy(() -> ErpClient.builder(erp)
                        .account("admin", "secret")
                        .session(() -> "A=b")
                        .build());
    }

    @Test
    void aTimeLimitIsMoreThanZeroAndAtMostADay() {
        var settings = ErpClient.builder(URI.create("http://erp.example"));
        for (var limit : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> settings.requestTimeout(limit));
            assertThatIllegalArgumentException().isThrownBy(() -> settings.connectTimeout(limit));
        }
    }

    private static void assertUnreachable(URI erp, Duration requestTimeout) {
        try (var client = client(erp, requestTimeout)) {
            unreachable(add(client));
        }
    }

    private static ErpResult<String> add(ErpClient client) {
        return client.add(Customer.named("张三公司", CustomerKind.COMPANY).build());
    }

    private static ErpClient client(URI erp, Duration requestTimeout) {
        return ErpClient.builder(erp)
                .session(() -> "KEHUB_SESSION=s1")
                .connectTimeout(SHORT)
                .requestTimeout(requestTimeout)
                .build();
    }

    private interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static ServerSocket listen(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Takes connections until it is closed; each is closed after its conversation. */
    private static ServerSocket serve(Conversation conversation) throws IOException {
        var server = listen(50);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            conversation.with(socket);
                        } catch (IOException goneToo) {
                            // the client hung up, as some tests want it to
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return server;
    }

    /** Reads a request with its body and returns its head. */
    private static String readRequest(Socket socket) throws IOException {
        var head = new StringBuilder();
        var in = socket.getInputStream();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        var length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return head.toString();
    }
}
