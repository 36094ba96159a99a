package io.kehub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One question, asked twice: as a request of the quick dialect, and as the statement that the program sends for it.
 * {@code BenchStatementsTest} of the server holds the statements to the code; a run checks that both find as many.
 */
enum ListCase {
    FIRST_PAGE("first page of 20", "first-page.sql", Paths.LIST, """
            {"pageindex": 1, "pagesize": 20}"""),
    PAGE_2500("page 2,500", "page-2500.sql", Paths.LIST, """
            {"pageindex": 2500, "pagesize": 20}"""),
    SOURCE("of one source", "source.sql", Paths.LIST, """
            {"pageindex": 1, "pagesize": 20, "source": "微信"}"""),
    KEYWORD_OF_2("keyword of 2 letters", "keyword-2-letters.sql", Paths.LIST, """
            {"pageindex": 1, "pagesize": 20, "keyword": "云帆"}"""),
    KEYWORD_OF_4("keyword of 4 letters", "keyword-4-letters.sql", Paths.LIST, """
            {"pageindex": 1, "pagesize": 20, "keyword": "云帆科技"}"""),
    DETAIL("detail by id", "detail.sql", Paths.DETAIL, """
            {"id": "55555"}""");

    /** With fewer customers page 2,500 would be empty and the detail missing. */
    static final int FEWEST_CUSTOMERS = 50_000;

    private final String caption;
    private final String file;
    private final String path;
    private final String body;

    ListCase(String caption, String file, String path, String body) {
        this.caption = caption;
        this.file = file;
        this.path = path;
        this.body = body;
    }

    String caption() {
        return caption;
    }

    /** Name of the file that holds the statement, in {@code bench/sql}. */
    String file() {
        return file;
    }

    String path() {
        return path;
    }

    String body() {
        return body;
    }

    /** The statement, with the transaction around it where the program opens one. */
    String sql() {
        try (var resource = Objects.requireNonNull(ListCase.class.getResourceAsStream(file), file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Paths {
        private static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
        private static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";
    }
}
