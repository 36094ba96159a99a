package io.kehub.client.testing;

import io.kehub.client.testing.FakeErp.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The native dialect v3: adds and changes customers. A save answers no id. */
final class V3Speech implements Speech {
    static final String ADD = "/webapi/v3/sales/customer/add";
    static final String EDIT = "/webapi/v3/sales/customer/edit";

    private final Store store;

    V3Speech(Store store) {
        this.store = store;
    }

    @Override
    public String session(Request request) {
        var token = request.token();
        return token == null ? "" : token;
    }

    @Override
    public Asked asked(Request request) {
        var fields = new LinkedHashMap<String, String>();
        request.body()
                .properties()
                .forEach(field ->
                        fields.put(quickName(field.getKey()), field.getValue().asString()));
        fields.remove("ord");
        return switch (request.path()) {
            case ADD -> new Asked(Call.ADD, 0, fields);
            case EDIT -> {
                var changed = store.customer(request.text("ord"));
                changed.putAll(fields);
                yield changed.size() == fields.size()
                        ? Asked.of(Call.OTHER)
                        : new Asked(Call.UPDATE, Integer.parseInt(request.text("ord")), changed);
            }
            default -> Asked.of(Call.OTHER);
        };
    }

    private static String quickName(String name) {
        return switch (name) {
            case "sort2" -> "sort";
            case "sort" -> "level";
            case "sort1" -> "progress";
            case "cateName" -> "chargename";
            default -> Ov1Speech.QUICK_NAMES.getOrDefault(name, name);
        };
    }

    @Override
    public Reply signedIn(String session) {
        throw new IllegalStateException("v3 signs in as ov1 does");
    }

    @Override
    public Reply saved(String id) {
        return Reply.json(200, Map.of("Code", 200, "Msg", "保存成功"));
    }

    @Override
    public Reply read(Request request, Call call, ListFaults faults) {
        return answer(300, "单据不存在");
    }

    @Override
    public Reply sessionIsOver() {
        return answer(400, "session 无效");
    }

    @Override
    public Reply captchaDemanded() {
        throw new IllegalStateException("v3 signs in as ov1 does");
    }

    @Override
    public Reply busy() {
        return Reply.json(429, Map.of("Code", 300, "Msg", "请求过于频繁"));
    }

    @Override
    public Reply kCodeTaken() {
        return refused("客户编号已被使用，不能保存！", "taken", "khid");
    }

    @Override
    public Reply sourceRefused() {
        return refused("ly：客户来源不存在", "invalid_field", "ly");
    }

    private static Reply answer(int code, String message) {
        return Reply.json(200, Map.of("Code", code, "Msg", message));
    }

    private static Reply refused(String message, String code, String field) {
        var errors = List.of(Map.of("Field", field, "Message", message, "Allowed", "网络、电话"));
        return Reply.json(200, Map.of("Code", 300, "Msg", message, "ErrorCode", code, "Errors", errors));
    }
}
