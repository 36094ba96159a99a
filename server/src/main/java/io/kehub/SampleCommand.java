package io.kehub;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.net.URI;
import java.util.EnumMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kehub sample}: fills a running server with the sample firm; again continues a stopped run. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "示例企业：为运行中的空 ERP 填充部门、用户、客户、产品、库存、合同和微信联系人；可重复运行，只继续中断的填充",
            "sample firm: fills a running, empty ERP with departments, users, customers, products, stock, contracts and",
            "WeChat contacts; run again, it continues a stopped run and reports what was renamed or deleted"
        },
        footer = {
            "",
            "管理员的密码取自 KEHUB_ADMIN_PASSWORD；新用户的密码随机生成并只显示一次，或统一取自 KEHUB_SAMPLE_PASSWORD。",
            "The administrator's password is taken from KEHUB_ADMIN_PASSWORD; new users get random passwords, shown once,",
            "or all of them the one in KEHUB_SAMPLE_PASSWORD."
        })
final class SampleCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080/",
            description = "KeHub 的地址，默认 ${DEFAULT-VALUE} / address of the server")
    private String url = "";

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "admin",
            description = "管理员，默认 ${DEFAULT-VALUE} / an administrator")
    private String user = "";

    @Option(
            names = "--admin-password",
            paramLabel = "PASSWORD",
            description = "其密码；进程列表里看得到，宜用 KEHUB_ADMIN_PASSWORD / the password; rather use KEHUB_ADMIN_PASSWORD",
            arity = "0..1",
            interactive = true)
    private @Nullable String password;

    @Override
    public Integer call() throws InterruptedException {
        var options = new EnumMap<Setting, String>(Setting.class);
        if (password != null) {
            options.put(Setting.ADMIN_PASSWORD, password);
        }
        var given = RawSettings.of(options, ServeCommand.systemProperties(), OriginalText.environment());
        var address = URI.create(url.endsWith("/") ? url : url + "/");
        SampleRun.fill(address, user, given.text(Setting.ADMIN_PASSWORD).orElse(""), given, System.out);
        return 0;
    }
}
