package io.kehub.api;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.kernel.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.threeten.extra.MutableClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST and the modules it uses, on a free port and a database of their own, with two users. */
final class ApiServer implements AutoCloseable {

    static final String PASSWORD = "correct horse 马 battery";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final User admin;
    private final User seller;

    ApiServer() {
        context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--server.address=127.0.0.1");
        address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
        admin = part(Users.class).create(new NewUser("boss", "王老板", Role.ADMINISTRATOR, PASSWORD));
        seller = part(Users.class).create(new NewUser("seller", "李销售", Role.SALES, PASSWORD));
    }

    /** Without the ERP's front door and the workers: nothing moves here but what a test asks for. */
    @EnableAutoConfiguration
    @ComponentScan({"io.kehub.api", "io.kehub.hub", "io.kehub.erp", "io.kehub.sync.outbox"})
    static final class Parts {
        @Bean
        DataSource freshDatabase() {
            var pool = new HikariDataSource();
            pool.setDataSource(TestDatabase.fresh().dataSource());
            return pool;
        }

        @Bean
        Clock handClock() {
            return MutableClock.of(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
        }

        @Bean
        RandomGenerator seededRandom() {
            return new Random(7);
        }

        @Bean
        WorkFolder workFolder() {
            return new WorkFolder(TestDatabase.newFolder());
        }

        @Bean
        ZoneId shanghai() {
            return ZoneId.of("Asia/Shanghai");
        }
    }

    User admin() {
        return admin;
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    String session(User user) {
        return part(Sessions.class).open(user.id()).secret();
    }

    /** A caller with a session. */
    Caller as(User user) {
        return new Caller(session(user));
    }

    Caller as(SignIn.SignedIn signedIn) {
        return new Caller(signedIn.token().secret());
    }

    Caller asAdmin() {
        return as(admin);
    }

    Caller asSeller() {
        return as(seller);
    }

    Caller asNobody() {
        return new Caller(null);
    }

    @Override
    public void close() {
        context.close();
    }

    /** An answer: its status, its headers, and the envelope. */
    record Answer(HttpResponse<String> http, JsonNode json) {
        int status() {
            return http.statusCode();
        }

        JsonNode data() {
            return json.get("data");
        }

        String text(String name) {
            return data().get(name).asString();
        }

        String code() {
            return text("code");
        }

        String message() {
            return json.get("message").asString();
        }

        /** Names of the fields that a refusal is about. */
        List<String> fields() {
            return data().get("errors")
                    .valueStream()
                    .map(error -> error.get("field").asString())
                    .toList();
        }
    }

    /** Sends requests with one session, or with none. */
    final class Caller {
        private final @Nullable String session;

        private Caller(@Nullable String session) {
            this.session = session;
        }

        Answer get(String path) {
            return send(request(path).GET());
        }

        Answer post(String path, String json) {
            return json("POST", path, json);
        }

        Answer patch(String path, String json) {
            return json("PATCH", path, json);
        }

        Answer put(String path, String json) {
            return json("PUT", path, json);
        }

        Answer json(String method, String path, String json) {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json)));
        }

        Answer post(String path, String contentType, byte[] body) {
            return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
        }

        HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create(address + path));
            return session == null ? request : request.header("Cookie", "KEHUB_SESSION=" + session);
        }

        Answer send(HttpRequest.Builder request) {
            try {
                var answer = client.send(request.build(), BodyHandlers.ofString());
                return new Answer(answer, JSON.readTree(answer.body()));
            } catch (IOException | InterruptedException broken) {
                throw new AssertionError(broken);
            }
        }
    }
}
