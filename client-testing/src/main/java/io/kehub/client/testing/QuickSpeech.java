package io.kehub.client.testing;

import io.kehub.client.testing.FakeErp.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dialect of the quick reference. Lists show no K-codes, and the keyword searches none. */
final class QuickSpeech implements Speech {
    static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
    static final String ADD = "/webapi/v3/sales/customer/add";
    static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add";

    private static final List<String> SEARCHED = List.of("remark", "name", "telname", "tel", "mobile");

    private final Store store;

    QuickSpeech(Store store) {
        this.store = store;
    }

    @Override
    public String session(Request request) {
        var cookie = request.cookie();
        return cookie == null ? "" : cookie.replaceAll(".*KEHUBSESSION=([^;]*).*", "$1");
    }

    @Override
    public Asked asked(Request request) {
        return switch (request.path()) {
            case LIST -> Asked.of(Call.LIST);
            case DETAIL -> Asked.of(Call.DETAIL);
            case ADD -> {
                var customer = new LinkedHashMap<String, String>();
                request.body()
                        .properties()
                        .forEach(field ->
                                customer.put(field.getKey(), field.getValue().asString()));
                yield new Asked(Call.ADD, 0, customer);
            }
            default -> Asked.of(Call.OTHER);
        };
    }

    @Override
    public Reply signedIn(String session) {
        return done("登录成功", Map.of())
                .with("Set-Cookie", "KEHUBSESSION=" + session + "; HttpOnly; SameSite=Lax; Path=/");
    }

    @Override
    public Reply saved(String id) {
        return done("添加成功", Map.of("id", id));
    }

    @Override
    public Reply read(Request request, Call call, ListFaults faults) {
        return switch (call) {
            case LIST -> list(request, faults);
            case DETAIL -> detail(request.text("id"));
            default -> refused(404, "not_found", "没有这个接口");
        };
    }

    @Override
    public Reply sessionIsOver() {
        return refused(401, "no_session", "会话已过期");
    }

    @Override
    public Reply captchaDemanded() {
        return refused(401, "captcha_required", "请输入验证码");
    }

    @Override
    public Reply busy() {
        return refused(429, "too_many", "请求过于频繁");
    }

    @Override
    public Reply kCodeTaken() {
        return refused(409, "taken", "K编码已被占用");
    }

    @Override
    public Reply sourceRefused() {
        var error = Map.of("field", "source", "message", "客户来源不存在", "allowed", "网络、电话");
        return Reply.json(
                400,
                Map.of(
                        "success",
                        false,
                        "message",
                        "source：客户来源不存在",
                        "data",
                        Map.of("code", "invalid_field", "errors", List.of(error))));
    }

    private Reply list(Request request, ListFaults faults) {
        var keyword = request.text("keyword");
        var page = Lists.page(
                store.matching(customer -> faults.ignoresFilters()
                        || (mentions(customer, keyword) && Store.isAddedSince(customer, request.text("starttime")))),
                request.body().path("pageindex").asInt(1),
                request.body().path("pagesize").asInt(20),
                faults);
        page.rows().forEach(row -> row.remove("k_code"));
        return done(
                "操作成功",
                Map.of("list", page.rows(), "total", page.total(), "pageindex", page.index(), "pagesize", page.size()));
    }

    private static boolean mentions(Map<String, String> customer, String keyword) {
        return SEARCHED.stream()
                .anyMatch(field -> customer.getOrDefault(field, "").contains(keyword));
    }

    private Reply detail(String id) {
        var customer = store.customer(id);
        if (customer.isEmpty()) {
            return refused(404, "not_found", "没有这个客户");
        }
        customer.put("id", id);
        return done("操作成功", customer);
    }

    private static Reply done(String message, Map<String, ?> data) {
        return Reply.json(200, Map.of("success", true, "message", message, "data", data));
    }

    private static Reply refused(int status, String code, String message) {
        return Reply.json(
                status,
                Map.of("success", false, "message", message, "data", Map.of("code", code, "errors", List.of())));
    }
}
