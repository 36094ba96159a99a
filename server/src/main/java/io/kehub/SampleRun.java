package io.kehub;

import io.kehub.sample.Sample;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import picocli.CommandLine;

/** Fills a running server with the sample firm and shows the passwords of its new users, once. */
final class SampleRun {

    private static final int RANDOM_BYTES = 8;

    private SampleRun() {}

    /**
     * Fills the server at an address.
     *
     * @param kehub address of the server, ending in a slash
     * @throws StartRefusedException if the server cannot be reached, the password is wrong, or the ERP holds other data
     */
    static void fill(URI kehub, String user, String password, RawSettings given, PrintStream out)
            throws InterruptedException {
        var shared = given.text(Setting.SAMPLE_PASSWORD);
        var sample = signIn(kehub, user, password, out, () -> shared.orElseGet(SampleRun::randomPassword));
        if (!sample.mayFill()) {
            throw new StartRefusedException(
                    "这个 ERP 已有其他数据，示例企业只填充空的 ERP。请换一个 --home。",
                    "This ERP holds other data; the sample firm fills an empty ERP only. Use another --home.");
        }
        out.println("示例企业 / Sample firm   重庆云岭充电设备有限公司");
        var accounts = sample.fill();
        out.println();
        out.println("用户 / Users" + (shared.isPresent() ? "" : "   （密码只显示这一次 / passwords are shown this once）"));
        for (var account : accounts) {
            var shown = account.password().isEmpty()
                    ? "（已存在，密码不变 / exists, password unchanged）"
                    : shared.isPresent() ? "KEHUB_SAMPLE_PASSWORD" : account.password();
            out.printf("  %-10s %s  %-14s %s%n", account.login(), account.name(), account.role(), shown);
        }
        out.flush();
    }

    private static Sample signIn(URI kehub, String user, String password, PrintStream out, Supplier<String> passwords) {
        try {
            return Sample.signIn(kehub, user, password, out, CommandLine.Help.Ansi.AUTO.enabled(), passwords);
        } catch (ResourceAccessException unreachable) {
            throw new StartRefusedException(
                    "连不上 " + kehub + "：请先运行 kehub serve，或用 --url 指定地址。",
                    "Cannot reach " + kehub + ": run kehub serve first, or name the address with --url.");
        } catch (RestClientResponseException refused) {
            throw new StartRefusedException(
                    "用户 " + user + " 登录被拒绝：请在 KEHUB_ADMIN_PASSWORD 中给出管理员的密码。",
                    "The sign-in of " + user
                            + " was refused: give an administrator's password in KEHUB_ADMIN_PASSWORD.");
        }
    }

    static String randomPassword() {
        return HexFormat.of().formatHex(SecureRandom.getSeed(RANDOM_BYTES));
    }
}
