package io.kehub.wire.help;

import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Writes the help pages: the navigation of the real ERP's, and per operation its parameters, answers and examples. */
final class HelpPages {

    /** So many values to choose stand in the table; the rest is counted. */
    private static final int MAX_OPTIONS = 20;

    private final Catalog catalog;
    private final DecodingContext decoding;
    private final Examples examples;

    HelpPages(Catalog catalog, DecodingContext decoding, Examples examples) {
        this.catalog = catalog;
        this.decoding = decoding;
        this.examples = examples;
    }

    String signIn() {
        return frame("登录", "", """
                <h1>登录后查看接口文档</h1>
                <form id="sign-in">
                  <p><label>用户名 <input name="user" autocomplete="username" required></label></p>
                  <p><label>密码 <input name="password" type="password" autocomplete="current-password" required></label></p>
                  <p><button>登录</button> <output></output></p>
                </form>""");
    }

    String overview() {
        var count = catalog.operations().size();
        return frame("接口文档", navigation(""), """
                <h1>接口文档</h1>
                <p>共 %d 个接口。左侧按栏目列出；每个接口给出各种写法的地址、参数、返回和示例，并可以直接发送请求。</p>
                <p><a href="/openapi.html">快速参考写法的 OpenAPI 文档</a></p>""".formatted(count));
    }

    String unknown() {
        return frame("没有这个接口", navigation(""), "<h1>没有这个接口</h1><p>请从左侧选择。</p>");
    }

    /** The page of an operation; empty if there is none of that id. */
    Optional<String> operation(String id) {
        return catalog.find(id).map(operation -> frame(operation.caption(), navigation(id), content(operation)));
    }

    private String navigation(String current) {
        var tree = new LinkedHashMap<String, Map<String, List<Operation<?>>>>();
        for (var operation : catalog.operations()) {
            var path = operation.navigation();
            tree.computeIfAbsent(path.getFirst(), section -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            path.stream().skip(1).collect(Collectors.joining(" → ")), group -> new ArrayList<>())
                    .add(operation);
        }
        var html = new StringBuilder("<nav>");
        tree.forEach((section, groups) -> {
            html.append("<h2>").append(text(section)).append("</h2>");
            groups.forEach((group, operations) -> {
                html.append("<h3>").append(text(group)).append("</h3><ul>");
                for (var operation : operations) {
                    html.append("<li><a href=\"?op=%s\"%s>%s</a></li>"
                            .formatted(
                                    text(operation.id()),
                                    operation.id().equals(current) ? " aria-current=\"page\"" : "",
                                    text(operation.caption())));
                }
                html.append("</ul>");
            });
        });
        return html.append("</nav>").toString();
    }

    private String content(Operation<?> operation) {
        var html = new StringBuilder("<p class=\"path\">%s</p><h1>%s</h1>"
                .formatted(text(String.join(" → ", operation.navigation())), text(operation.caption())));
        operation.dialects().forEach(dialect -> html.append(speech(operation, dialect)));
        return html.toString();
    }

    private String speech(Operation<?> operation, DialectId dialect) {
        return """
                <section>
                <h2>%s</h2>
                <ul class="routes">%s</ul>
                <h3>参数</h3>%s
                <h3>返回</h3>%s
                %s
                </section>""".formatted(
                dialect.id(),
                operation.routes(dialect).stream().map(HelpPages::address).collect(Collectors.joining()),
                parameters(operation.parametersIn(dialect), dialect),
                answer(operation, dialect),
                form(operation, dialect));
    }

    private static String address(Route route) {
        var query = route.queryText();
        return route.paths().stream()
                .map(path ->
                        "<li><code>POST %s</code></li>".formatted(text(query.isEmpty() ? path : path + "?" + query)))
                .collect(Collectors.joining());
    }

    private String parameters(List<Parameter<?>> parameters, DialectId dialect) {
        return parameters.isEmpty()
                ? "<p>没有参数。</p>"
                : """
                  <table><thead><tr><th>名称</th><th>类型</th><th>必填</th><th>说明</th><th>可填写的值</th></tr></thead><tbody>%s</tbody></table>""".formatted(parameters.stream()
                        .map(parameter -> parameter(parameter, dialect))
                        .collect(Collectors.joining()));
    }

    private String parameter(Parameter<?> parameter, DialectId dialect) {
        var form = parameter.in(dialect).orElseThrow();
        var need = switch (form.need()) {
            case ALWAYS -> "是";
            case FOR_NEW -> "新增时";
            case NEVER -> "否";
        };
        return "<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        text(String.join(" / ", form.wireNames())),
                        text(form.type().kind()),
                        need,
                        text(parameter.caption()),
                        text(allowed(form)));
    }

    private String allowed(Parameter.Form<?> form) {
        var options = form.type().options(decoding);
        if (options.isEmpty()) {
            return form.type().allowed();
        }
        var named = options.stream()
                .limit(MAX_OPTIONS)
                .map(option ->
                        option.id().equals(option.text()) ? option.text() : option.id() + "（" + option.text() + "）")
                .collect(Collectors.joining("、"));
        return options.size() > MAX_OPTIONS ? named + "，等 " + options.size() + " 项" : named;
    }

    private static String answer(Operation<?> operation, DialectId dialect) {
        var fields = operation.answer(dialect).map(Answer::described).orElse(List.of());
        return fields.isEmpty() ? "<p>没有字段，只有结果说明。</p>" : """
                  <table><thead><tr><th>位置</th><th>名称</th><th>类型</th><th>说明</th></tr></thead><tbody>%s</tbody></table>""".formatted(rows(fields));
    }

    private static String rows(List<Answer.Described> fields) {
        var html = new StringBuilder();
        for (var index = 0; index < fields.size(); index++) {
            var field = fields.get(index);
            html.append("<tr><td>%d</td><td><code>%s</code></td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            index,
                            text(field.wireName()),
                            field.type().name().toLowerCase(Locale.ROOT),
                            text(field.caption())));
        }
        return html.toString();
    }

    private String form(Operation<?> operation, DialectId dialect) {
        var route = operation.routes(dialect).getFirst();
        var query = route.query().entrySet().stream()
                .filter(pair -> !pair.getKey().equals("cmdkey"))
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        var path = route.paths().getFirst() + (query.isEmpty() ? "" : "?" + query);
        var example = examples.answer(operation, dialect)
                .map(answer -> "<details><summary>返回示例</summary><pre>%s</pre></details>".formatted(text(answer)))
                .orElse("");
        return """
                <h3>示例</h3>%s
                <form class="try" data-path="%s" data-dialect="%s">
                <p><textarea rows="8" aria-label="请求">%s</textarea></p>
                <p><button>发送请求</button></p>
                <pre class="result" hidden></pre>
                </form>""".formatted(
                        example,
                        text(path),
                        dialect.id(),
                        text(examples.request(operation, dialect).orElse("{}")));
    }

    private static String frame(String title, String navigation, String content) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - KeHub 客枢</title>
                <link rel="stylesheet" href="/help.css">
                <script src="/help.js" defer></script>
                </head>
                <body>
                %s
                <main>%s</main>
                </body>
                </html>
                """.formatted(text(title), navigation, content);
    }

    private static String text(String given) {
        return HtmlUtils.htmlEscape(given, "UTF-8");
    }
}
