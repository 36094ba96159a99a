package io.kehub.wire.quick;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.MadeUpDecoding;
import io.kehub.wire.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whatever bytes come in, they are a request or a refusal in an envelope that any reader can read; never a fault. */
class QuickFuzzTest {

    private static final long SEED = 20_250_101;
    private static final int ROUNDS = 3_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final QuickDialect QUICK = new QuickDialect();

    private static final List<String> BODIES = List.of(
            "{\"pageindex\": 1, \"pagesize\": 20, \"keyword\": \"张三\", \"sort\": 0, \"source\": \"微信\", \"charge\": \"1001\","
                    + " \"starttime\": \"2025-01-01\", \"endtime\": \"2025-12-31 23:59:59\", \"status\": \"\"}",
            "{\"name\": \"张三公司\", \"sort\": 1, \"tel\": 13800138000, \"charge\": 1001, \"field1\": \"𠮷\", \"k_code\": \"K3208\"}",
            "{\"id\": \"12345\"}",
            "{\"user\": \"li\", \"password\": \"p\\u0000\\ud800\"}");

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "1e400",
            "-1e2147483647",
            "1e99999999999",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "\\uFFFF",
            ":",
            ",",
            "\uFEFF",
            "\u3000",
            "0",
            "9".repeat(120),
            "[".repeat(40),
            "\"name\":",
            "\"NAME\":",
            "\"field1\":",
            "\"starttime\":\"0000-00-00\",",
            "\n",
            "\u0000",
            "{\"a\":".repeat(40));

    @Test
    void mutatedBodiesAreRequestsOrRefusals() {
        var random = new Random(SEED);
        for (var round = 0; round < ROUNDS; round++) {
            anyBytesAreARequestOrARefusal(mutated(random));
        }
    }

    @Test
    void randomBytesAreRequestsOrRefusals() {
        var random = new Random(SEED + 1);
        for (var round = 0; round < ROUNDS; round++) {
            var body = new byte[random.nextInt(64)];
            random.nextBytes(body);
            anyBytesAreARequestOrARefusal(body);
        }
    }

    @FuzzTest
    void anyBytesAreARequestOrARefusal(byte[] body) {
        var message = new Dialect.Message(Map.of(), null, null, new Dialect.Body(body));
        for (var operation : MadeUpDecoding.operations()) {
            try {
                read(operation, message);
            } catch (ProblemException e) {
                var reply = QUICK.refusal(e.problem(), operation);
                assertThat(reply.status()).isEqualTo(400);
                var envelope = JSON.readTree(new String(reply.body().bytes(), StandardCharsets.UTF_8));
                assertThat(envelope.path("success").booleanValue(true)).isFalse();
                assertThat(envelope.path("message").stringValue("")).isNotEmpty();
                assertThat(envelope.path("data").path("errors").size()).isBetween(1, 20);
            }
        }
    }

    private static void read(Operation<?> operation, Dialect.Message message) {
        assertThat(MadeUpDecoding.decode(operation, QUICK.open(message).input(operation)))
                .isNotNull();
    }

    private static byte[] mutated(Random random) {
        var body = BODIES.get(random.nextInt(BODIES.size())).getBytes(StandardCharsets.UTF_8);
        for (var change = random.nextInt(4); change >= 0; change--) {
            var at = random.nextInt(body.length + 1);
            body = switch (random.nextInt(4)) {
                case 0 -> joined(body, at, PIECES.get(random.nextInt(PIECES.size())), at);
                case 1 -> joined(body, at, "", Math.min(body.length, at + random.nextInt(8)));
                case 2 -> joined(body, at, PIECES.get(random.nextInt(PIECES.size())), Math.min(body.length, at + 1));
                default -> flipped(body, at, random);
            };
        }
        return body;
    }

    private static byte[] joined(byte[] body, int until, String piece, int from) {
        var middle = piece.getBytes(StandardCharsets.UTF_8);
        var joined = Arrays.copyOf(body, until + middle.length + body.length - from);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(body, from, joined, until + middle.length, body.length - from);
        return joined;
    }

    private static byte[] flipped(byte[] body, int at, Random random) {
        var flipped = body.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }
}
