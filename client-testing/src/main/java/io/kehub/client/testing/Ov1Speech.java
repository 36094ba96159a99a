package io.kehub.client.testing;

import io.kehub.client.testing.FakeErp.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The native dialect ov1. The customer number {@code khid} is the K-code. As in a recorded answer, lists have 13 columns and
 * show no number.
 */
final class Ov1Speech implements Speech {
    private static final String BASE = "/sysa/mobilephone/";
    private static final String CUSTOMER = BASE + "salesmanage/custom/add.asp";
    private static final String SOURCE = BASE + "source.asp";

    /** The native names of the fields, and those of the quick reference. */
    static final Map<String, String> QUICK_NAMES = names();

    private static final List<String> COLUMNS = List.of(
            "name",
            "catename",
            "sortname",
            "sort1name",
            "personname",
            "personjob",
            "phone",
            "mobile",
            "telintro",
            "ord",
            "person",
            "url",
            "personurl");
    private static final List<String> SEARCHED = List.of("remark", "name", "linkman", "tel", "mobile");

    private final Store store;

    Ov1Speech(Store store) {
        this.store = store;
    }

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("name", "name");
        names.put("khid", "k_code");
        names.put("sort1", "level");
        names.put("ly", "source");
        names.put("area", "region");
        names.put("trade", "industry");
        names.put("url", "website");
        names.put("address", "address");
        names.put("zip", "zip");
        names.put("intsort", "sort");
        names.put("person_name", "linkman");
        names.put("phone", "tel");
        names.put("fax", "fax");
        names.put("mobile", "mobile");
        names.put("email", "email");
        names.put("intro", "remark");
        return names;
    }

    @Override
    public String session(Request request) {
        return request.text("session");
    }

    @Override
    public Asked asked(Request request) {
        return switch (request.path()) {
            case CUSTOMER -> customer(request);
            case BASE + "salesmanage/custom/list.asp" -> Asked.of(Call.LIST);
            case SOURCE, BASE + "systemmanage/area_list.asp", BASE + "systemmanage/telsort_list.asp" ->
                Asked.of(Call.CHOICES);
            case BASE + "systemmanage/order.asp" -> Asked.of(Call.ASSIGN);
            case BASE + "systemmanage/reply.asp" -> Asked.of(Call.FOLLOW_UP);
            default -> Asked.of(Call.OTHER);
        };
    }

    private Asked customer(Request request) {
        if (request.text("cmdkey").equals("__sys_dosave")) {
            int id = Integer.parseInt(request.data("ord"));
            var fields = new LinkedHashMap<String, String>();
            for (var data : request.body().path("datas")) {
                var name = data.path("id").asString("");
                if (!name.equals("ord")) {
                    var value = data.path("val").asString("");
                    fields.put(QUICK_NAMES.getOrDefault(name, name), Choice.textOf(name, value));
                }
            }
            return new Asked(store.isReserved(id) ? Call.ADD : Call.UPDATE, id, fields);
        }
        return Asked.of(request.query().contains("edit=1") ? Call.DETAIL : Call.RESERVE);
    }

    @Override
    public Reply signedIn(String session) {
        return envelope(Map.of("status", 0, "message", "API鉴权成功.", "session", session), Map.of());
    }

    @Override
    public Reply saved(String id) {
        return message(0, "保存成功！", id);
    }

    @Override
    public Reply read(Request request, Call call, ListFaults faults) {
        return switch (call) {
            case LIST -> list(request, faults);
            case DETAIL -> detail(request.data("ord"));
            case RESERVE -> form(Integer.toString(store.reserve()), Map.of("sort", "1"));
            case CHOICES -> done(Map.of("source", Choice.source(request.path() + "?" + request.query())));
            case ASSIGN -> assign(request);
            case FOLLOW_UP -> message(0, "保存成功！", "1");
            default -> new Reply(404, "text/html", "未能找到 " + request.path() + "，找不到对应处理程序", Map.of());
        };
    }

    @Override
    public Reply sessionIsOver() {
        return message(2, "会话过期，请重新登录", "");
    }

    @Override
    public Reply captchaDemanded() {
        return message(1, "登录失败次数过多，请输入验证码", "");
    }

    @Override
    public Reply busy() {
        var refused = message(1, "请求过于频繁", "");
        return new Reply(429, refused.type(), refused.body(), refused.headers());
    }

    @Override
    public Reply kCodeTaken() {
        return refused("客户编号已被使用，不能保存！", "taken", "khid");
    }

    @Override
    public Reply sourceRefused() {
        return refused("ly：客户来源不存在", "invalid_field", "ly");
    }

    private Reply assign(Request request) {
        var id = request.data("ord");
        if (store.customer(id).isEmpty()) {
            return message(1, "客户不存在", "");
        }
        store.edit(id, "charge", request.data("member2"));
        return message(0, "客户指派成功", "");
    }

    private Reply list(Request request, ListFaults faults) {
        var page = Lists.page(
                store.matching(faults.ignoresFilters() ? any -> true : filter(request)),
                integer(request.data("pageindex"), 1),
                integer(request.data("pagesize"), 20),
                faults);
        var cols = COLUMNS.stream().map(id -> Map.of("id", id, "caption", id)).toList();
        var rows = page.rows().stream().map(Ov1Speech::row).toList();
        return done(Map.of(
                "source",
                Map.of(
                        "type_",
                        "table",
                        "table",
                        Map.of(
                                "cols",
                                cols,
                                "rows",
                                rows,
                                "page",
                                Map.of(
                                        "pagesize",
                                        page.size(),
                                        "pageindex",
                                        page.index(),
                                        "recordcount",
                                        String.format(Locale.ROOT, "%,d", page.total()))))));
    }

    private static Predicate<Map<String, String>> filter(Request request) {
        return customer -> SEARCHED.stream().anyMatch(field -> contains(customer, field, request.data("searchKey")))
                && contains(customer, "name", request.data("name"))
                && contains(customer, "k_code", request.data("khid"))
                && contains(customer, "remark", request.data("intro"))
                && (request.data("ly").isEmpty()
                        || customer.getOrDefault("source", "").equals(Choice.textOf("ly", request.data("ly"))))
                && (request.data("cateid").isEmpty()
                        || customer.getOrDefault("charge", "").equals(request.data("cateid")))
                && Store.isAddedSince(customer, request.data("date1_0"));
    }

    private static boolean contains(Map<String, String> customer, String field, String part) {
        return customer.getOrDefault(field, "").contains(part);
    }

    private static List<String> row(Map<String, String> customer) {
        var row = new ArrayList<String>();
        for (var column : COLUMNS) {
            row.add(
                    switch (column) {
                        case "ord" -> text(customer, "id");
                        case "catename" -> text(customer, "chargename");
                        case "sortname" -> text(customer, "level");
                        case "personname" ->
                            text(customer, "linkman").isEmpty() ? text(customer, "name") : text(customer, "linkman");
                        case "phone" -> text(customer, "tel");
                        case "telintro" -> text(customer, "remark");
                        case "url", "personurl" -> "_url";
                        default -> text(customer, column);
                    });
        }
        return row;
    }

    private static String text(Map<String, String> customer, String field) {
        return customer.getOrDefault(field, "");
    }

    private Reply detail(String id) {
        var customer = store.customer(id);
        return customer.isEmpty() ? done(Map.of()) : form(id, customer);
    }

    private static Reply form(String id, Map<String, String> customer) {
        var fields = new ArrayList<Map<String, ?>>();
        QUICK_NAMES.forEach((name, quick) -> fields.add(field(name, customer.getOrDefault(quick, ""))));
        customer.forEach((name, value) -> {
            if (!QUICK_NAMES.containsValue(name) && !name.equals("addtime") && !name.startsWith("charge")) {
                fields.add(field(name, value));
            }
        });
        return done(Map.of("bill", Map.of("value", id, "groups", List.of(Map.of("id", "base", "fields", fields)))));
    }

    private static Map<String, ?> field(String name, String value) {
        var source = Choice.sourceOf(name);
        return source == null
                ? Map.of("id", name, "value", value, "text", "")
                : Map.of("id", name, "value", Choice.idOf(name, value), "text", value, "source", source);
    }

    private static int integer(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static Reply done(Object body) {
        return envelope(Map.of("status", 0, "message", "操作成功"), body);
    }

    private static Reply message(int status, String text, Object data) {
        return envelope(
                Map.of("status", status, "message", text), Map.of("message", Map.of("text", text, "data", data)));
    }

    private static Reply refused(String text, String code, String field) {
        var errors = List.of(Map.of("field", field, "message", text, "allowed", "网络、电话"));
        return message(1, text, Map.of("code", code, "errors", errors));
    }

    private static Reply envelope(Object header, Object body) {
        return Reply.json(200, Map.of("header", header, "body", body));
    }

    /** The choices that this ERP offers. */
    static final class Choice {
        private static final Map<String, Map<String, String>> LISTS = Map.of(
                "ly", Map.of("173", "微信", "174", "电话", "175", "网络", "176", "其他"),
                "sort1", Map.of("101", "潜在客户", "102", "普通", "104", "VIP"),
                "area", Map.of("147", "重庆", "134", "上海"),
                "trade", Map.of("139", "制造业", "140", "信息技术"),
                "way", Map.of("481", "电话", "484", "其他"));

        private Choice() {}

        static String textOf(String field, String id) {
            return LISTS.getOrDefault(field, Map.of()).getOrDefault(id, id);
        }

        static String idOf(String field, String text) {
            return LISTS.getOrDefault(field, Map.of()).entrySet().stream()
                    .filter(choice -> choice.getValue().equals(text))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(text);
        }

        static @Nullable Object sourceOf(String field) {
            var list = LISTS.get(field);
            return list == null ? null : options(list);
        }

        static Object source(String address) {
            if (address.contains("area_list")) {
                return options(LISTS.getOrDefault("area", Map.of()));
            }
            if (address.contains("telsort_list")) {
                return options(LISTS.getOrDefault("sort1", Map.of()));
            }
            var field = address.endsWith("=11") ? "trade" : address.endsWith("=98") ? "way" : "ly";
            return options(LISTS.getOrDefault(field, Map.of()));
        }

        private static Object options(Map<String, String> list) {
            return Map.of(
                    "type_",
                    "options",
                    "options",
                    list.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(choice -> Map.of("text", choice.getValue(), "value", choice.getKey()))
                            .toList());
        }
    }
}
