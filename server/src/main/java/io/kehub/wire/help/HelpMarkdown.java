package io.kehub.wire.help;

import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the help pages in Markdown, for programs and language models, and the list of them for {@code /llms.txt}. */
final class HelpMarkdown {

    private final Catalog catalog;
    private final OperationDocs docs;

    HelpMarkdown(Catalog catalog, OperationDocs docs) {
        this.catalog = catalog;
        this.docs = docs;
    }

    /** The list of all pages (llmstxt.org). */
    String list(String origin) {
        var text = new StringBuilder("""
                # KeHub 客枢

                > 讲智邦国际 ERP 接口的服务器，加上微信联系人的客户中台。下列页面为 Markdown，读取时需要会话：请求头 ZBAPI-Token 或 Cookie KEHUB_SESSION。OpenAPI 文档不需要会话。

                ## 文档

                - [第一步与四种写法](%1$s%2$s?format=md)
                - [OpenAPI：快速参考写法](%1$s/openapi.json)
                - [OpenAPI：ov1](%1$s/openapi-ov1.json)
                - [OpenAPI：v3](%1$s/openapi-v3.json)
                - [OpenAPI：helper](%1$s/openapi-helper.json)
                - [OpenAPI：客户中台、系统管理、当前用户的 REST](%1$s/openapi-rest.json)
                """.formatted(origin, HelpHandler.HELP));
        var sections = catalog.operations().stream()
                .map(operation -> operation.navigation().getFirst())
                .distinct()
                .toList();
        for (var section : sections) {
            text.append("\n## ").append(section).append("\n\n");
            catalog.operations().stream()
                    .filter(operation -> operation.navigation().getFirst().equals(section))
                    .forEach(operation -> text.append("- [%s](%s%s?op=%s&format=md): %s\n"
                            .formatted(
                                    operation.caption(),
                                    origin,
                                    HelpHandler.HELP,
                                    operation.id(),
                                    dialects(operation))));
        }
        return text.toString();
    }

    private static String dialects(Operation<?> operation) {
        return operation.dialects().map(dialect -> dialect.id()).collect(Collectors.joining("、"));
    }

    String start(String origin, String login) {
        var text = new StringBuilder("# KeHub 接口文档\n\n## 第一步\n\n" + FirstSteps.FOR_BASH + "\n");
        for (var step : FirstSteps.at(origin, login)) {
            text.append("\n").append(step.caption()).append("：\n\n").append(code("bash", step.program()));
        }
        text.append("\n## 四种写法\n\n");
        row(text, Stream.concat(Stream.of(""), FirstSteps.DIALECTS.stream()).toList());
        line(text, FirstSteps.DIALECTS.size() + 1);
        FirstSteps.TABLE.forEach(row -> row(
                text,
                Stream.concat(Stream.of(row.topic()), row.cells().stream()).toList()));
        return text.append("\n全部页面：").append(origin).append("/llms.txt\n").toString();
    }

    /** The page of an operation; empty if there is none of that id. */
    Optional<String> operation(String id, String origin) {
        return catalog.find(id).map(operation -> operation(docs.of(operation), origin));
    }

    private static String operation(OperationDoc doc, String origin) {
        var operation = doc.operation();
        var text = new StringBuilder("# %s\n\n%s。操作名 `%s`。%s\n"
                .formatted(
                        operation.caption(),
                        String.join(" → ", operation.navigation()),
                        operation.id(),
                        operation.needsSession() ? "需要登录。" : "不用登录。"));
        doc.speeches().forEach(speech -> speech(text, speech, origin));
        return text.toString();
    }

    private static void speech(StringBuilder text, OperationDoc.Speech speech, String origin) {
        text.append("\n## ").append(speech.dialect().id()).append("\n\n");
        speech.addresses().forEach(address -> text.append("- `").append(address).append("`\n"));
        text.append("\n### 参数\n\n");
        if (speech.request().isEmpty()) {
            text.append("没有参数。\n");
        } else {
            row(text, List.of("名称", "必填", "说明", "类型与限制"));
            line(text, 4);
            speech.request()
                    .forEach(field -> row(
                            text,
                            List.of(
                                    field.names().stream()
                                            .map(name -> "`" + name + "`")
                                            .collect(Collectors.joining(" / ")),
                                    field.need(),
                                    field.caption(),
                                    field.allowed())));
        }
        text.append("\n### 返回\n\n").append(speech.place()).append("\n");
        if (!speech.answer().isEmpty()) {
            text.append("\n");
            var columns = speech.byPosition() ? 4 : 3;
            row(text, List.of("名称", "说明", "类型", "位置").subList(0, columns));
            line(text, columns);
            speech.answer()
                    .forEach(field -> row(
                            text,
                            List.of("`" + field.name() + "`", field.caption(), field.type(), field.position())
                                    .subList(0, columns)));
        }
        text.append("\n### 返回码\n\n返回码在 ")
                .append(AnswerCodes.place(speech.dialect()))
                .append("。\n\n");
        row(text, List.of("返回码", "意思", "给程序看的错误码", "怎么办"));
        line(text, 4);
        AnswerCodes.of(speech.dialect())
                .forEach(code -> row(text, List.of(code.code(), code.meaning(), code.stable(), code.advice())));
        text.append("\n### 示例\n\n");
        text.append(code("bash", new CodeSamples(origin).of(speech.sample()).getOrDefault("curl", "")));
        if (!speech.sample().answer().isEmpty()) {
            text.append("\n返回：\n\n").append(code("json", speech.sample().answer()));
        }
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ")
                .append(cells.stream()
                        .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static void line(StringBuilder text, int columns) {
        text.append("|").append("---|".repeat(columns)).append("\n");
    }

    private static String code(String language, String program) {
        return "```" + language + "\n" + program.stripTrailing() + "\n```\n";
    }
}
