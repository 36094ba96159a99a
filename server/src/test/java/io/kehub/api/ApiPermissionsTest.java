package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.Department;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may use which address under {@code /api}, and whose contacts they see. */
class ApiPermissionsTest {

    private static final String CONTACTS = "/api/hub/contacts";
    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> ADMIN = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> WRITE_CONTACTS = Set.of(Role.ADMINISTRATOR, Role.MANAGER, Role.SALES);
    private static final Set<Role> READ_CONTACTS = Set.of(Role.ADMINISTRATOR, Role.MANAGER, Role.SALES, Role.READER);

    private static final Map<String, Set<Role>> TABLE = Map.ofEntries(
            Map.entry("GET /api/me", ALL),
            Map.entry("POST /api/me/password", ALL),
            Map.entry("GET /api/hub/contacts", READ_CONTACTS),
            Map.entry("GET /api/hub/contacts/{id}", READ_CONTACTS),
            Map.entry("POST /api/hub/contacts", WRITE_CONTACTS),
            Map.entry("PATCH /api/hub/contacts/{id}", WRITE_CONTACTS),
            Map.entry("POST /api/hub/contacts/{id}/file", WRITE_CONTACTS),
            Map.entry("POST /api/hub/contacts/import", WRITE_CONTACTS),
            Map.entry("GET /api/hub/deliveries", READ_CONTACTS),
            Map.entry("GET /api/hub/deliveries/counts", READ_CONTACTS),
            Map.entry("GET /api/hub/deliveries/{id}", READ_CONTACTS),
            Map.entry("POST /api/hub/deliveries/{id}/retry", WRITE_CONTACTS));

    private static ApiServer server;
    private static final Map<Role, ApiServer.Caller> CALLERS = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() {
        server = new ApiServer();
        for (var role : Role.values()) {
            var login = role.name().toLowerCase(Locale.ROOT);
            CALLERS.put(
                    role,
                    server.as(
                            role == Role.SERVICE
                                    ? server.part(Users.class).serviceAccount(login, login)
                                    : user(login, role)));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static User user(String login, Role role) {
        return server.part(Users.class).create(new NewUser(login, login + "的姓名", role, ApiServer.PASSWORD));
    }

    /** Every address of ours, with what its handler is. */
    private static Map<String, RequestMappingInfo> addresses() {
        var addresses = new TreeMap<String, RequestMappingInfo>();
        mappings().getHandlerMethods().forEach((info, handler) -> {
            var path = info.getPatternValues().iterator().next();
            if (path.startsWith("/api")) {
                var method = info.getMethodsCondition().getMethods().iterator().next();
                addresses.put(method + " " + path, info);
            }
        });
        return addresses;
    }

    private static RequestMappingHandlerMapping mappings() {
        return server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @Test
    void everyAddressDeclaresItsPermission() {
        assertThat(addresses()).hasSizeGreaterThan(TABLE.size());
        mappings().getHandlerMethods().forEach((info, handler) -> {
            if (info.getPatternValues().iterator().next().startsWith("/api")) {
                assertThat(handler.getMethodAnnotation(RequiresPermission.class))
                        .as(handler.toString())
                        .isNotNull();
            }
        });
    }

    @Test
    void everyAddressOutsideOfTheAdministrationIsInTheTable() {
        assertThat(addresses().keySet().stream().filter(address -> !address.contains("/api/admin")))
                .containsExactlyInAnyOrderElementsOf(TABLE.keySet());
    }

    @Test
    void everyRoleUsesTheAddressesThatTheTableAllows() {
        var softly = new SoftAssertions();
        addresses().forEach((address, info) -> {
            var allowed = TABLE.getOrDefault(address, ADMIN);
            CALLERS.forEach((role, caller) -> {
                var answer = send(caller, address, info);
                softly.assertThat(answer.status() == 403)
                        .as("%s for %s is forbidden (%s)", address, role, answer.json())
                        .isEqualTo(!allowed.contains(role));
            });
        });
        softly.assertAll();
    }

    private static ApiServer.Answer send(ApiServer.Caller caller, String address, RequestMappingInfo info) {
        var method = address.substring(0, address.indexOf(' '));
        var path = address.substring(address.indexOf(' ') + 1).replaceAll("\\{\\w+}", "987654");
        var isCsv = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .anyMatch(type -> type.getSubtype().equals("csv"));
        if (path.endsWith("/import")) {
            return caller.post(path, isCsv ? "text/csv" : "multipart/form-data; boundary=edge", new byte[0]);
        }
        return method.equals("GET") ? caller.get(path) : caller.json(method, path, "{}");
    }

    private static ApiServer.Caller reader() {
        return Objects.requireNonNull(CALLERS.get(Role.READER));
    }

    // whose contacts

    private static String contact(String wxId, String owner) {
        return server.asAdmin()
                .post(CONTACTS, "{\"wx_id\": \"%s\", \"owner\": \"%s\"}".formatted(wxId, owner))
                .text("id");
    }

    private static Set<String> seen(ApiServer.Caller caller, String query) {
        return caller.get(CONTACTS + "?limit=500" + query)
                .data()
                .get("list")
                .valueStream()
                .map(each -> each.get("wx_id").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void salesUsersSeeTheirOwnContactsAndThoseWithoutOwner() {
        var li = server.as(user("li.sales", Role.SALES));
        contact("own-by-name", "li.sales的姓名");
        contact("own-by-login", "LI.Sales");
        contact("of-nobody", "");
        contact("of-another", "王经理");

        var seen = seen(li, "");

        assertThat(seen).contains("own-by-name", "own-by-login", "of-nobody").doesNotContain("of-another");
        assertThat(seen(li, "&owner=%E7%8E%8B%E7%BB%8F%E7%90%86")).isEmpty();
        assertThat(seen(li, "&wx_id=of-another")).isEmpty();
        assertThat(seen(li, "&filed=false")).contains("own-by-name").doesNotContain("of-another");
        assertThat(seen(reader(), "")).contains("own-by-name", "of-another");
        assertThat(seen(server.asAdmin(), "")).contains("of-another");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "PATCH, ''", "POST, /file"})
    void aContactOfAnotherAnswersAsIfItDidNotExist(String method, String action) {
        var li = server.as(user("li." + method.toLowerCase(Locale.ROOT), Role.SALES));
        var id = contact("hidden-" + method, "王经理");

        var answer = method.equals("GET")
                ? li.get(CONTACTS + "/" + id)
                : li.json(method, CONTACTS + "/" + id + action, "{\"remark\": \"抢来的\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("contact_not_found");
        JsonNode contact = server.asAdmin().get(CONTACTS + "/" + id).data();
        assertThat(contact.get("remark").asString()).isEmpty();
        assertThat(contact.get("k_code").isNull()).isTrue();
    }

    @Test
    void aSalesUserCanTakeOverAContactWithoutOwner() {
        var li = server.as(user("taker", Role.SALES));
        var id = contact("to-be-taken", "");

        assertThat(li.json("PATCH", CONTACTS + "/" + id, "{\"owner\": \"taker\"}")
                        .status())
                .isEqualTo(200);
        assertThat(li.json("POST", CONTACTS + "/" + id + "/file", "").status()).isEqualTo(200);
        assertThat(seen(server.as(user("too-late", Role.SALES)), "")).doesNotContain("to-be-taken");
    }

    @Test
    void managersSeeTheContactsOfTheirDepartment() {
        var departments = server.part(Departments.class);
        var accounts = server.part(Accounts.class);
        var above = departments.add(
                null,
                new Department.Details("华东", "", false, 0, "", "", true),
                server.admin().id());
        var below = departments.add(
                above,
                new Department.Details("上海", "", false, 0, "", "", true),
                server.admin().id());
        var manager = accounts.add(new NewUser("chief", "主管", Role.MANAGER, ApiServer.PASSWORD), above, Map.of());
        accounts.add(new NewUser("member", "组员", Role.SALES, ApiServer.PASSWORD), below, Map.of());
        contact("of-the-manager", "主管");
        contact("of-a-member", "组员");
        contact("of-a-member-by-login", "Member");
        contact("of-another-department", "外人");
        contact("of-nobody-yet", "");

        var seen = seen(server.as(server.part(Users.class).find(manager).orElseThrow()), "");

        assertThat(seen)
                .contains("of-the-manager", "of-a-member", "of-a-member-by-login", "of-nobody-yet")
                .doesNotContain("of-another-department");
    }

    @Test
    void deliveriesOfContactsOfOthersAreHidden() {
        var li = server.as(user("deliverer", Role.SALES));
        var own = contact("delivered-own", "deliverer");
        var hidden = contact("delivered-hidden", "王经理");
        for (var id : List.of(own, hidden)) {
            server.part(TransactionTemplate.class)
                    .executeWithoutResult(transaction -> server.part(Outbox.class)
                            .append(new NewDelivery(
                                    id, "customer.add", "K-" + id, "quick-reference", new Content(0, "{}"))));
        }
        var all = server.asAdmin().get("/api/hub/deliveries?limit=500").data().get("list");
        var hiddenDelivery = all.valueStream()
                .filter(each -> each.get("contact_id").asString().equals(hidden))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        var seen = li.get("/api/hub/deliveries?limit=500").data().get("list").findValuesAsString("contact_id");

        assertThat(seen).contains(own).doesNotContain(hidden);
        assertThat(li.get("/api/hub/deliveries/" + hiddenDelivery).code()).isEqualTo("delivery_not_found");
        assertThat(li.post("/api/hub/deliveries/" + hiddenDelivery + "/retry", "{}")
                        .code())
                .isEqualTo("delivery_not_found");
    }

    @Test
    void pagesOfASalesUserShowEachVisibleContactOnce() {
        var li = server.as(user("pager", Role.SALES));
        for (var number = 0; number < 9; number++) {
            contact("paged-" + number, List.of("pager", "王经理", "pager的姓名").get(number % 3));
        }
        var whole = seen(li, "");
        var read = new ArrayList<String>();
        for (var before = ""; ; ) {
            var page = li.get(CONTACTS + "?limit=2&before=" + before).data();
            page.get("list")
                    .valueStream()
                    .forEach(each -> read.add(each.get("wx_id").asString()));
            before = page.get("next").asString();
            if (before.isEmpty()) {
                break;
            }
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(whole);
        assertThat(read).contains("paged-0", "paged-2").doesNotContain("paged-1");
    }

    @Test
    void anImportOfARoleThatMayNotWriteStoresNothing() {
        var csv = "wx_id\nnot-imported\n".getBytes(StandardCharsets.UTF_8);

        assertThat(reader().post(CONTACTS + "/import", "text/csv", csv).code()).isEqualTo("forbidden");
        assertThat(seen(server.asAdmin(), "&wx_id=not-imported")).isEmpty();
    }
}
