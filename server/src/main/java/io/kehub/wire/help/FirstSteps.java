package io.kehub.wire.help;

import java.util.List;

/** What the start page says, for HTML and Markdown alike. */
final class FirstSteps {

    /** One step: what it does, and a program for bash that runs as printed. */
    record Step(String caption, String program) {}

    /** One row of the table of dialects, in the order of {@link #DIALECTS}. */
    record Row(String topic, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    static final List<String> DIALECTS = List.of("quick（快速参考写法）", "ov1", "v3", "helper");

    static final List<Row> TABLE = List.of(
            new Row("用在哪里", List.of("新程序首选：客户、合同、库存等常用操作", "原有手机接口的程序", "原有 v3 接口的程序", "原有 apiHelper 接口的程序")),
            new Row(
                    "路径",
                    List.of(
                            "/webapi/v3/…",
                            "/sysa/mobilephone/….asp，或 /webapi/v3/ov1/…",
                            "/webapi/v3/…",
                            "/webapi/apiHelper/…，或 /webapi/api/ZBServices/webapi/…")),
            new Row(
                    "请求体",
                    List.of(
                            "一个平铺的 JSON 对象",
                            "JSON：session、cmdkey，参数在 datas 里，每项 {\"id\": 名称, \"val\": 值}",
                            "一个平铺的 JSON 对象；列表也可以用 GET，参数写在查询串里",
                            "一个平铺的 JSON 对象；也可以用 GET")),
            new Row("凭证", List.of("登录后的 Cookie：KEHUB_SESSION", "请求体里的 session", "请求头 ZBAPI-Token", "请求体或查询串里的 Token")),
            new Row(
                    "返回",
                    List.of(
                            "{\"success\", \"message\", \"data\"}",
                            "{\"header\": {\"status\", \"message\"}, \"body\"}",
                            "{\"Code\", \"Msg\", \"Data\"}，列表为 Cols、Rows、Page",
                            "{\"flag\", \"code\", \"msg\", \"datas\"}")),
            new Row(
                    "怎样算成功",
                    List.of("HTTP 200，且 success 为 true", "header.status 为 0", "Code 为 200", "flag 为 true（code 为 200）")),
            new Row(
                    "分页参数",
                    List.of(
                            "pageindex、pagesize（1–500，默认 20）",
                            "pageindex、pagesize（1–500，默认 20）；cmdkey 为 refresh 才返回数据行",
                            "page_index、page_size（1–500，默认 20）",
                            "pageindex、pagesize（1–500，默认 20）")),
            new Row("不认识的字段", List.of("拒绝，并指出相近的名称", "忽略", "忽略", "忽略")));

    static final String FOR_BASH =
            "在 bash 里逐段执行（Windows 可用 Git Bash 或 WSL）。用首次启动时显示的 admin 密码；密码里有 \" 或 \\ 时，输入时在它前面加一个 \\。";

    private FirstSteps() {}

    /** @param login the reader's own login */
    static List<Step> at(String origin, String login) {
        return List.of(
                new Step("登录：输入密码，会话保存在 cookies.txt", """
                        read -rsp '密码：' KEHUB_PASSWORD && echo
                        curl -sS -c cookies.txt '%s/webapi/v3/ov1/login' \\
                          -d '{"user": "%s", "password": "'"$KEHUB_PASSWORD"'"}'""".formatted(origin, login)),
                new Step("列出客户", """
                        curl -sS -b cookies.txt '%s/webapi/v3/ov1/salesmanage/custom/list' \\
                          -d '{"pageindex": 1, "pagesize": 20}'""".formatted(origin)),
                new Step("添加一个客户", """
                        curl -sS -b cookies.txt '%s/webapi/v3/sales/customer/add' \\
                          -d '{"name": "第一步科技有限公司", "sort": 1, "linkman": "陈经理", "mobile": "13800138000"}'""".formatted(origin)),
                new Step("把会话放进环境变量，各页的示例程序从这里读取", """
                        export KEHUB_SESSION=$(awk '$6 == "KEHUB_SESSION" {print $7}' cookies.txt)"""));
    }
}
