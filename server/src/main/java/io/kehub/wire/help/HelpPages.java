package io.kehub.wire.help;

import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes the help pages in HTML: a start page, and per operation its parameters, answers, codes and examples. All that needs a
 * script also works without: search is a list, trying an example is its program.
 */
final class HelpPages {

    private final Catalog catalog;
    private final OperationDocs docs;

    HelpPages(Catalog catalog, OperationDocs docs) {
        this.catalog = catalog;
        this.docs = docs;
    }

    /**
     * The form to sign in. It is sent as a form, so that it works without scripts and no password gets into an address.
     *
     * @param page the query of the page to show then; empty for the start page
     * @param error why the last try was refused; null for the first one
     */
    String signIn(String page, String login, @Nullable String error) {
        return frame("登录", "", """
                <h1>登录后查看接口文档</h1>
                %s
                <form id="sign-in" method="post" action="%s">
                <p><label for="user">用户名</label> <input id="user" name="user" value="%s" autocomplete="username" required autofocus></p>
                <p><label for="password">密码</label> <input id="password" name="password" type="password" autocomplete="current-password" required></p>
                <p><button>登录</button></p>
                </form>
                <p>不登录也可以使用 <a href="/openapi.html">OpenAPI 文档</a> 和 <a href="/llms.txt">llms.txt</a>。</p>""".formatted(
                        error == null ? "" : "<p class=\"error\" role=\"alert\">" + text(error) + "</p>",
                        text(HelpHandler.HELP + page),
                        text(login)));
    }

    String start(String origin, String login) {
        var steps = new StringBuilder();
        for (var step : FirstSteps.at(origin, login)) {
            steps.append("<li><p>%s</p>%s</li>".formatted(text(step.caption()), code(step.program())));
        }
        var dialects = table(
                "四种写法的差别",
                Stream.concat(Stream.of(""), FirstSteps.DIALECTS.stream()).toList(),
                FirstSteps.TABLE,
                row -> Stream.concat(Stream.of(row.topic()), row.cells().stream())
                        .map(HelpPages::text)
                        .toList());
        return frame("接口文档", navigation(""), """
                <h1>接口文档</h1>
                <p>共 %d 个接口。可以按名称、操作名、路径、拼音或拼音首字母搜索；每个接口都有参数、返回、返回码和可以直接运行的示例。</p>
                <h2 id="first-steps">第一步</h2>
                <p>%s</p>
                <ol class="steps">%s</ol>
                <h2 id="dialects">四种写法</h2>
                <p>同一个操作可以用几种写法调用；写法由路径、请求头和请求体决定，不用另外声明。</p>
                %s
                <h2 id="other">其他形式</h2>
                <ul>
                <li><a href="/openapi.html">OpenAPI 文档</a>：不用登录，可以导入 Postman、Apifox 等工具</li>
                <li>每页都有 Markdown 版本，在地址后加 <code>format=md</code>：<a href="?format=md">本页</a>，<a href="?op=customer-list&amp;format=md">获取客户列表</a></li>
                <li><a href="/llms.txt">llms.txt</a>：列出全部 Markdown 页面，供大语言模型使用</li>
                </ul>""".formatted(
                        catalog.operations().size(), text(FirstSteps.FOR_BASH), steps, dialects));
    }

    String unknown() {
        return frame("没有这个接口", navigation(""), "<h1>没有这个接口</h1><p>请从目录中选择，或搜索。</p>");
    }

    /** The page of an operation; empty if there is none of that id. */
    Optional<String> operation(String id, String origin) {
        return catalog.find(id)
                .map(operation -> frame(operation.caption(), navigation(id), content(docs.of(operation), origin)));
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
        var html = new StringBuilder(
                """
                <div class="side">
                <form id="search-form" role="search" method="get" action="%s">
                <label for="search">搜索接口</label>
                <input id="search" type="search" name="q" autocomplete="off" placeholder="名称、路径、拼音或首字母">
                <p id="found" role="status" aria-live="polite"></p>
                </form>
                <details id="menu" open><summary>接口目录</summary><nav aria-label="接口目录">
                <p><a href="%s"%s>首页：第一步与四种写法</a></p>""".formatted(HelpHandler.HELP, HelpHandler.HELP, current.isEmpty() ? " aria-current=\"page\"" : ""));
        tree.forEach((section, groups) -> {
            html.append("<section><h2>").append(text(section)).append("</h2>");
            groups.forEach((group, operations) -> {
                html.append("<section><h3>").append(text(group)).append("</h3><ul>");
                operations.forEach(operation -> html.append(entry(operation, current)));
                html.append("</ul></section>");
            });
            html.append("</section>");
        });
        return html.append("</nav></details></div>").toString();
    }

    private static String entry(Operation<?> operation, String current) {
        var paths = operation
                .dialects()
                .flatMap(dialect -> operation.routes(dialect).stream())
                .flatMap(route -> route.paths().stream())
                .distinct()
                .collect(Collectors.joining(" "));
        return "<li data-id=\"%s\" data-paths=\"%s\" data-pinyin=\"%s\"><a href=\"?op=%s\"%s>%s</a></li>"
                .formatted(
                        text(operation.id()),
                        text(paths),
                        text(Pinyin.of(operation.caption())),
                        text(operation.id()),
                        operation.id().equals(current) ? " aria-current=\"page\"" : "",
                        text(operation.caption()));
    }

    private static String content(OperationDoc doc, String origin) {
        var operation = doc.operation();
        var html = new StringBuilder("""
                <p class="path">%s</p><h1>%s</h1>
                <p>操作名 <code>%s</code>。%s本页的 <a href="?op=%s&amp;format=md">Markdown 版本</a>。</p>""".formatted(
                        text(String.join(" → ", operation.navigation())),
                        text(operation.caption()),
                        text(operation.id()),
                        operation.needsSession() ? "" : "不用登录。",
                        text(operation.id())));
        if (doc.speeches().size() > 1) {
            html.append("<p>写法：")
                    .append(doc.speeches().stream()
                            .map(speech -> "<a href=\"#%s\">%s</a>"
                                    .formatted(
                                            speech.dialect().id(),
                                            speech.dialect().id()))
                            .collect(Collectors.joining("、")))
                    .append("</p>");
        }
        doc.speeches().forEach(speech -> html.append(speech(speech, origin)));
        return html.toString();
    }

    private static String speech(OperationDoc.Speech speech, String origin) {
        var dialect = speech.dialect();
        return """
                <section aria-labelledby="%1$s">
                <h2 id="%1$s">%1$s</h2>
                <ul class="routes">%2$s</ul>
                <h3>参数</h3>%3$s
                <h3>返回</h3><p>%4$s</p>%5$s
                <h3>返回码</h3>%6$s
                <h3>示例</h3>%7$s
                </section>""".formatted(
                        dialect.id(),
                        speech.addresses().stream()
                                .map(address -> "<li><code>" + text(address) + "</code></li>")
                                .collect(Collectors.joining()),
                        speech.request().isEmpty()
                                ? "<p>没有参数。</p>"
                                : table(
                                        dialect.id() + " 的参数",
                                        List.of("名称", "必填", "说明", "类型与限制"),
                                        speech.request(),
                                        field -> List.of(
                                                field.names().stream()
                                                        .map(name -> "<code>" + text(name) + "</code>")
                                                        .collect(Collectors.joining(" / ")),
                                                text(field.need()),
                                                text(field.caption()),
                                                text(field.allowed()))),
                        text(speech.place()),
                        speech.answer().isEmpty() ? "" : answer(speech),
                        codes(speech),
                        sample(speech.sample(), origin));
    }

    private static String answer(OperationDoc.Speech speech) {
        return table(
                speech.dialect().id() + " 的返回字段",
                speech.byPosition() ? List.of("名称", "说明", "类型", "位置") : List.of("名称", "说明", "类型"),
                speech.answer(),
                field -> Stream.of(
                                "<code>" + text(field.name()) + "</code>",
                                text(field.caption()),
                                text(field.type()),
                                text(field.position()))
                        .limit(speech.byPosition() ? 4 : 3)
                        .toList());
    }

    private static String codes(OperationDoc.Speech speech) {
        var dialect = speech.dialect();
        return "<p>返回码在 %s。</p>".formatted(text(AnswerCodes.place(dialect)))
                + table(
                        dialect.id() + " 的返回码",
                        List.of("返回码", "意思", "给程序看的错误码", "怎么办"),
                        AnswerCodes.of(dialect),
                        code -> List.of(
                                "<code>" + text(code.code()) + "</code>",
                                text(code.meaning()),
                                text(code.stable()),
                                text(code.advice())));
    }

    private static String sample(OperationDoc.Sample sample, String origin) {
        var id = sample.dialect().id();
        var html = new StringBuilder("<div class=\"samples\"><p>复制为：</p>");
        new CodeSamples(origin)
                .of(sample)
                .forEach((language, program) ->
                        html.append("""
                <details class="sample" data-language="%s"><summary>%s</summary>%s</details>""".formatted(text(language), text(language), code(program))));
        html.append("</div>");
        if (!sample.answer().isEmpty()) {
            html.append("<details><summary>返回示例</summary>")
                    .append(code(sample.answer()))
                    .append("</details>");
        }
        return html.append("""
                <form class="try" method="post" data-path="%2$s" data-dialect="%1$s">
                <p><label for="body-%1$s">试一试：请求体</label></p>
                <p><textarea id="body-%1$s" rows="8" spellcheck="false">%3$s</textarea></p>
                <p><button disabled>发送请求</button> <span class="state" role="status" aria-live="polite">需要启用脚本</span></p>
                <div class="again"></div>
                <pre class="result" tabindex="0" role="region" aria-label="%1$s 的返回" hidden></pre>
                </form>""".formatted(id, text(sample.path()), text(sample.body())))
                .toString();
    }

    /** A block of code that can be reached and scrolled by keyboard. */
    private static String code(String program) {
        return "<div class=\"code\"><pre tabindex=\"0\"><code>%s</code></pre></div>".formatted(text(program));
    }

    /** A table that scrolls within itself. The cells are HTML. */
    private static <R> String table(String caption, List<String> heads, List<R> rows, Function<R, List<String>> cells) {
        var html = new StringBuilder(
                "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><thead><tr>"
                        .formatted(text(caption)));
        heads.forEach(head -> html.append(head.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + text(head) + "</th>"));
        html.append("</tr></thead><tbody>");
        for (var row : rows) {
            html.append("<tr>");
            var written = cells.apply(row);
            for (var index = 0; index < written.size(); index++) {
                html.append(
                        heads.getFirst().isEmpty() && index == 0
                                ? "<th scope=\"row\">" + written.get(index) + "</th>"
                                : "<td>" + written.get(index) + "</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static String frame(String title, String navigation, String content) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - KeHub 客枢</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/help.css">
                <script src="/help.js" defer></script>
                </head>
                <body>
                <a class="skip" href="#main">跳到正文</a>
                <header><a href="/">KeHub 客枢</a> <span>接口文档</span></header>
                <div class="%s">
                %s
                <main id="main" tabindex="-1">%s</main>
                </div>
                </body>
                </html>
                """.formatted(text(title), navigation.isEmpty() ? "alone" : "columns", navigation, content);
    }

    private static String text(String given) {
        return HtmlUtils.htmlEscape(given, "UTF-8");
    }
}
