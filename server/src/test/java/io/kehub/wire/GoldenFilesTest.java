package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomFieldType;
import io.kehub.erp.customer.CustomFields;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the quick dialect to the files of {@code contract/}. To write the answers anew after a wanted change, run with
 * {@code -Dcontract.write=true} and read the difference.
 */
class GoldenFilesTest {

    private static final Path CONTRACT = Path.of("..", "contract");
    private static final boolean WRITE = Boolean.getBoolean("contract.write");
    private static final Pattern REFUSED = Pattern.compile("quick\\.refused-(\\d{3})-.*");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Map<String, String> PATHS = Map.of(
            "sign-in", QuickCaller.SIGN_IN,
            "customer-list", QuickCaller.LIST,
            "customer-detail", QuickCaller.DETAIL,
            "customer-add", QuickCaller.ADD,
            "sign-out", QuickCaller.SIGN_OUT);

    /** Adding comes after listing, and signing out last. */
    private static final List<String> ORDER =
            List.of("sign-in", "customer-list", "customer-detail", "customer-add", "sign-out");

    @Test
    void everyRequestIsAnsweredToTheLetter() throws IOException {
        try (var server = KeHubServer.start()) {
            var caller = prepare(server);
            var differences = new SoftAssertions();
            for (var operation : ORDER) {
                for (var request : requests(operation)) {
                    compare(caller, operation, request, differences);
                }
            }
            differences.assertAll();
        }
    }

    @Test
    void everyOperationHasItsFiles() {
        var operations = new Catalog(ZoneId.of("Asia/Shanghai"))
                .operations().stream().map(Operation::id).toList();

        assertThat(ORDER).containsExactlyInAnyOrderElementsOf(operations);
        assertThat(operations).allSatisfy(operation -> {
            assertThat(CONTRACT.resolve(operation).resolve("quick.request.json"))
                    .exists();
            assertThat(CONTRACT.resolve(operation).resolve("quick.answer.json")).exists();
        });
    }

    private static QuickCaller prepare(KeHubServer server) {
        server.part(Users.class).create(new NewUser("li", "李销售", Role.SALES, "correct horse battery"));
        server.part(CustomFields.class).define("预算", CustomFieldType.TEXT, List.of());
        var caller = QuickCaller.signedIn(server.address(), "li", "correct horse battery");
        assertThat(caller.post(QuickCaller.ADD, """
                                {"name": "张三公司", "telname": "张三", "sort": 1, "source": "微信", "linkman": "张经理",
                                 "tel": "13800138000", "mobile": "13800138000", "email": "zhang@example.com",
                                 "address": "重庆市渝中区XX路", "remark": "重要客户", "level": "VIP", "industry": "制造业",
                                 "scale": "100-500人", "region": "重庆", "website": "www.example.com", "zip": "400000",
                                 "k_code": "K3208", "field1": "88"}
                                """).status()).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(caller.post(QuickCaller.ADD, "{\"name\": \"李四\", \"sort\": 2}")
                        .status())
                .isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(1));
        return caller;
    }

    private static List<Path> requests(String operation) throws IOException {
        try (var files = Files.list(CONTRACT.resolve(operation))) {
            return files.filter(file -> file.getFileName().toString().matches("quick\\..*request\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static void compare(QuickCaller caller, String operation, Path request, SoftAssertions differences)
            throws IOException {
        var name = request.getFileName().toString();
        var path = PATHS.getOrDefault(operation, "");
        var answer = caller.post(path, Files.readString(request, StandardCharsets.UTF_8));
        var refused = REFUSED.matcher(name);
        differences
                .assertThat(answer.status())
                .as("HTTP status of %s/%s", operation, name)
                .isEqualTo(refused.matches() ? Integer.parseInt(refused.group(1)) : 200);
        var file = request.resolveSibling(name.replace(".request.json", ".answer.json"));
        var text = PRETTY.writeValueAsString(answer.json()).replace("\r\n", "\n") + "\n";
        if (WRITE) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        differences
                .assertThat(text)
                .as("answer to %s/%s", operation, name)
                .isEqualTo(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
    }
}
