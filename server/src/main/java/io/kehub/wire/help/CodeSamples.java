package io.kehub.wire.help;

import io.kehub.wire.operation.type.DialectId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes an example as a program that runs as printed. The session is in the environment variable
 * {@code KEHUB_SESSION}, where the first steps of the start page put it.
 */
final class CodeSamples {

    private static final String VARIABLE = "KEHUB_SESSION";

    private final String origin;

    /** @param origin scheme, host and port under which the reader has reached the server */
    CodeSamples(String origin) {
        this.origin = origin;
    }

    /** The programs by the name of their language. */
    Map<String, String> of(OperationDoc.Sample sample) {
        var programs = new LinkedHashMap<String, String>();
        programs.put("curl", curl(sample));
        programs.put("Python", python(sample));
        programs.put("Java", java(sample));
        programs.put("PHP", php(sample));
        return programs;
    }

    private static boolean inBody(OperationDoc.Sample sample) {
        return sample.body().contains(Examples.SESSION);
    }

    /** The header that carries the session, with {@code %s} for it; empty if it stands in the body or is not needed. */
    private static String header(OperationDoc.Sample sample) {
        if (!sample.needsSession() || inBody(sample)) {
            return "";
        }
        return sample.dialect() == DialectId.QUICK ? "Cookie: " + VARIABLE + "=%s" : "ZBAPI-Token: %s";
    }

    private String url(OperationDoc.Sample sample) {
        return origin + sample.path();
    }

    private String curl(OperationDoc.Sample sample) {
        var header = header(sample);
        var option = header.isEmpty() ? "" : " -H \"" + header.formatted("$" + VARIABLE) + "\"";
        // an unquoted here document expands the variable, and everything else that looks like one
        var body = inBody(sample)
                ? sample.body()
                        .replace("\\", "\\\\")
                        .replace("$", "\\$")
                        .replace("`", "\\`")
                        .replace(Examples.SESSION, "$" + VARIABLE)
                : sample.body();
        return "curl -sS '%s'%s \\\n  -H 'Content-Type: application/json' --data-binary @- <<%s\n%s\nJSON"
                .formatted(url(sample), option, inBody(sample) ? "JSON" : "'JSON'", body);
    }

    private String python(OperationDoc.Sample sample) {
        var header = header(sample);
        var needsSession = !header.isEmpty() || inBody(sample);
        return """
                %simport urllib.request

                body = r'''%s'''%s
                headers = {"Content-Type": "application/json"%s}
                request = urllib.request.Request("%s", body.encode("utf-8"), headers)
                with urllib.request.urlopen(request) as answer:
                    print(answer.read().decode("utf-8"))""".formatted(
                needsSession ? "import os\n" : "",
                sample.body(),
                inBody(sample) ? ".replace(\"" + Examples.SESSION + "\", os.environ[\"" + VARIABLE + "\"])" : "",
                header.isEmpty()
                        ? ""
                        : ", \"" + header.substring(0, header.indexOf(':')) + "\": \""
                                + header.substring(header.indexOf(' ') + 1, header.length() - 2) + "\" + os.environ[\""
                                + VARIABLE + "\"]",
                url(sample));
    }

    private String java(OperationDoc.Sample sample) {
        var header = header(sample);
        return """
                import java.net.URI;
                import java.net.http.HttpClient;
                import java.net.http.HttpRequest;
                import java.net.http.HttpRequest.BodyPublishers;
                import java.net.http.HttpResponse.BodyHandlers;

                public class Example {
                    public static void main(String[] args) throws Exception {
                        String body = \"""
                %s\"""%s;
                        HttpRequest request = HttpRequest.newBuilder(URI.create("%s"))
                                .header("Content-Type", "application/json")%s
                                .POST(BodyPublishers.ofString(body))
                                .build();
                        System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
                    }
                }""".formatted(
                sample.body()
                        .replace("\\", "\\\\")
                        .replace("\"\"\"", "\\\"\"\"")
                        .indent(16)
                        .stripTrailing(),
                inBody(sample) ? ".replace(\"" + Examples.SESSION + "\", System.getenv(\"" + VARIABLE + "\"))" : "",
                url(sample),
                header.isEmpty()
                        ? ""
                        : "\n                .header(\"" + header.substring(0, header.indexOf(':')) + "\", \""
                                + header.substring(header.indexOf(' ') + 1, header.length() - 2)
                                + "\" + System.getenv(\"" + VARIABLE + "\"))");
    }

    private String php(OperationDoc.Sample sample) {
        var header = header(sample);
        var body = inBody(sample)
                ? "$body = str_replace('" + Examples.SESSION + "', getenv('" + VARIABLE + "'), $body);\n"
                : "";
        return """
                <?php
                $body = <<<'JSON'
                %s
                JSON;
                %s$headers = ['Content-Type: application/json'%s];
                $context = stream_context_create(['http' => [
                    'method' => 'POST', 'header' => $headers, 'content' => $body, 'ignore_errors' => true,
                ]]);
                echo file_get_contents('%s', false, $context), "\\n";""".formatted(
                        sample.body(),
                        body,
                        header.isEmpty()
                                ? ""
                                : ", '" + header.substring(0, header.length() - 2) + "' . getenv('" + VARIABLE + "')",
                        url(sample));
    }
}
