package io.kehub.wire;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.kehub.KeHubServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in a real browser. Skipped where no Chromium is installed; none is downloaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {

    private static final String HELP = "/sysn/view/OpenApi/help.ashx";
    private static final List<Path> CHROMIUM = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();

    private KeHubServer server;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void start() {
        var program = CHROMIUM.stream().filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            abort("No browser is tried: there is no Chromium here");
        }
        server = KeHubServer.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.get())
                        // root has no sandbox
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        return browser.newContext(options.setBaseURL(server.address().toString()));
    }

    private static void signIn(Page page) {
        page.navigate(HELP);
        page.fill("#user", "admin");
        page.fill("#password", KeHubServer.ADMIN_PASSWORD);
        page.click("#sign-in button");
        assertThat(page.locator("h1")).hasText("接口文档");
    }

    private static Stream<Arguments> views() {
        return Stream.of(1280, 390)
                .flatMap(width ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(width, scheme)));
    }

    @ParameterizedTest
    @MethodSource("views")
    void nothingSeriousKeepsPeopleOutAndNoPageScrollsSideways(int width, ColorScheme scheme) {
        try (var context = context(
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme))) {
            var page = context.newPage();
            var refused = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    refused.add(message.text());
                }
            });
            page.navigate("/");
            check(page);
            page.navigate(HELP);
            check(page);
            signIn(page);
            check(page);
            page.navigate(HELP + "?op=stock-in-add");
            page.locator("summary")
                    .all()
                    .forEach(summary -> summary.evaluate("each => { each.parentElement.open = true; }"));
            check(page);
            page.navigate("/openapi.html");
            assertThat(page.locator("#documents details")).hasCount(5);
            check(page);

            assertThat(refused).isEmpty();
        }
    }

    private static void check(Page page) {
        var findings = new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
        assertThat(findings).as(page.url()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s fits", page.url())
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "获取客户列表, customer-list",
        "customer-li, customer-list",
        "/webapi/v3/ov1/salesmanage/custom/LIST, customer-list",
        "huoqukehuliebiao, customer-list",
        "kehu lie, customer-list",
        "khlb, customer-list",
        "kehulb, customer-list",
        "diaobo, stock-transfer-add",
        "tiaobo, stock-transfer-add"
    })
    void anOperationIsFoundByCaptionNamePathPinyinAndInitials(String typed, String operation) {
        try (var context = context(new Browser.NewContextOptions())) {
            var page = context.newPage();
            signIn(page);
            page.fill("#search", typed);

            assertThat(page.locator("#menu li[data-id='" + operation + "']")).isVisible();
            assertThat(page.locator("#menu li[data-id='sign-in']")).isHidden();
            assertThat(page.locator("#found")).containsText("找到");
        }
    }

    @Test
    void aSearchThatFindsNothingSaysSo() {
        try (var context = context(new Browser.NewContextOptions())) {
            var page = context.newPage();
            signIn(page);
            page.fill("#search", "zzzz");

            assertThat(page.locator("#found")).hasText("没有找到");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "customer-list, quick, 成功",
        "customer-list, ov1, 成功",
        "department-list, v3, 成功",
        "warehouse-list, helper, 成功"
    })
    void anExampleIsSentInItsDialect(String operation, String dialect, String state) {
        try (var context = context(new Browser.NewContextOptions())) {
            var page = context.newPage();
            signIn(page);
            page.navigate(HELP + "?op=" + operation);
            var form = page.locator("form[data-dialect=" + dialect + "]");
            form.locator("button:has-text('发送请求')").click();

            assertThat(form.locator(".state")).containsText(state);
            assertThat(form.locator(".result")).isVisible();
        }
    }

    @ParameterizedTest
    @CsvSource({"customer-list, quick", "customer-list, ov1", "department-list, v3", "warehouse-list, helper"})
    void afterTheSessionHasEndedPeopleSignInAgainInPlaceAndKeepWhatTheyTyped(String operation, String dialect) {
        try (var context = context(new Browser.NewContextOptions())) {
            var page = context.newPage();
            signIn(page);
            page.navigate(HELP + "?op=" + operation);
            var form = page.locator("form[data-dialect=" + dialect + "]");
            var typed = form.locator("textarea").inputValue() + " ";
            form.locator("textarea").fill(typed);
            context.clearCookies();
            form.locator("button:has-text('发送请求')").click();
            var again = page.locator("form[aria-label='重新登录']");
            assertThat(again).isVisible();
            again.locator("input").first().fill("admin");
            again.locator("input[type=password]").fill("wrong");
            again.locator("button").click();
            assertThat(again.locator("[role=status]")).containsText("用户名或密码错误");
            again.locator("input[type=password]").fill(KeHubServer.ADMIN_PASSWORD);
            again.locator("button").click();

            assertThat(form.locator(".state")).containsText("成功");
            assertThat(again).hasCount(0);
            assertThat(form.locator("textarea")).hasValue(typed);
            assertThat(page.url()).doesNotContain(KeHubServer.ADMIN_PASSWORD);
        }
    }

    @Test
    void withoutScriptsPeopleSignInAndReadAndNoPasswordIsInAnAddress() {
        try (var context = context(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = context.newPage();
            var addresses = new ArrayList<String>();
            page.onRequest(request -> addresses.add(request.url()));
            page.navigate(HELP + "?op=customer-list");
            page.fill("#user", "admin");
            page.fill("#password", KeHubServer.ADMIN_PASSWORD);
            page.click("#sign-in button");

            assertThat(page.locator("h1")).hasText("获取客户列表");
            assertThat(addresses).noneMatch(address -> address.contains(KeHubServer.ADMIN_PASSWORD));
        }
    }

    @Test
    void theKeyboardReachesTheMainPartFirst() {
        try (var context = context(new Browser.NewContextOptions())) {
            var page = context.newPage();
            signIn(page);
            page.navigate(HELP + "?op=customer-list");
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");

            assertThat(page.locator("#main")).isFocused();
        }
    }
}
