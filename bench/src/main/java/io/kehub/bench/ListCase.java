package io.kehub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One query in two forms: a request of the quick dialect, and the SQL statement that the program runs for it. {@code
 * BenchStatementsTest} of the server holds the statements to the code; a run checks that both find as many.
 */
enum ListCase {
    FIRST_PAGE("customers: first page of 20", "customers-first-page.sql", Paths.CUSTOMERS, """
            {"pageindex": 1, "pagesize": 20}"""),
    PAGE_2500("customers: page 2,500", "customers-page-2500.sql", Paths.CUSTOMERS, """
            {"pageindex": 2500, "pagesize": 20}"""),
    SOURCE("customers: of one source", "customers-source.sql", Paths.CUSTOMERS, """
            {"pageindex": 1, "pagesize": 20, "source": "微信"}"""),
    OWN("customers: a seller's own and the pool", "customers-own.sql", Paths.CUSTOMERS, """
            {"pageindex": 1, "pagesize": 20}""", Who.SELLER),
    KEYWORD_OF_2("customers: keyword of 2 letters", "customers-keyword-2-letters.sql", Paths.CUSTOMERS, """
            {"pageindex": 1, "pagesize": 20, "keyword": "云帆"}"""),
    KEYWORD_OF_4("customers: keyword of 4 letters", "customers-keyword-4-letters.sql", Paths.CUSTOMERS, """
            {"pageindex": 1, "pagesize": 20, "keyword": "云帆科技"}"""),
    DETAIL("customers: detail by id", "customers-detail.sql", Paths.DETAIL, """
            {"id": "55555"}"""),
    CONTRACTS("contracts: first page of 20", "contracts-first-page.sql", Paths.CONTRACTS, """
            {"pageindex": 1, "pagesize": 20}"""),
    CONTRACTS_PAGE_500("contracts: page 500", "contracts-page-500.sql", Paths.CONTRACTS, """
            {"pageindex": 500, "pagesize": 20}"""),
    CONTRACTS_OWN("contracts: a seller's own", "contracts-own.sql", Paths.CONTRACTS, """
            {"pageindex": 1, "pagesize": 20}""", Who.SELLER),
    CONTRACTS_OF_CUSTOMER("contracts: of one customer", "contracts-customer.sql", Paths.CONTRACTS, """
            {"pageindex": 1, "pagesize": 20, "custid": "10008"}"""),
    CONTRACTS_KEYWORD("contracts: keyword", "contracts-keyword.sql", Paths.CONTRACTS, """
            {"pageindex": 1, "pagesize": 20, "keyword": "HT1234"}"""),
    PRODUCTS("products: first page of 20", "products-first-page.sql", Paths.PRODUCTS, """
            {"pageindex": 1, "pagesize": 20}"""),
    PRODUCTS_PAGE_500("products: page 500", "products-page-500.sql", Paths.PRODUCTS, """
            {"pageindex": 500, "pagesize": 20}"""),
    PRODUCTS_KEYWORD("products: keyword", "products-keyword.sql", Paths.PRODUCTS, """
            {"pageindex": 1, "pagesize": 20, "keyword": "P1234"}"""),
    STOCK("stock: first page of 20", "stock-first-page.sql", Paths.STOCK, """
            {"pageindex": 1, "pagesize": 20}"""),
    STOCK_PAGE_500("stock: page 500", "stock-page-500.sql", Paths.STOCK, """
            {"pageindex": 500, "pagesize": 20}"""),
    STOCK_OF_WAREHOUSE("stock: of one warehouse", "stock-warehouse.sql", Paths.STOCK, """
            {"pageindex": 1, "pagesize": 20, "warehouseid": "7"}"""),
    STOCK_OF_PRODUCT("stock: of one product", "stock-product.sql", Paths.STOCK, """
            {"pageindex": 1, "pagesize": 20, "productid": "5555"}""");

    /** The user who runs the query. */
    enum Who {
        ADMINISTRATOR,
        SELLER
    }

    /** With fewer customers page 2,500 would be empty and the detail missing. */
    static final int MIN_CUSTOMERS = 50_000;

    /** With fewer, page 500 would be empty. */
    static final int MIN_OTHERS = 10_000;

    /** Where a statement holds the text of another file. */
    private static final Pattern INCLUDE = Pattern.compile("\\{([a-z-]+\\.sql)}");

    private final String caption;
    private final String file;
    private final String path;
    private final String body;
    private final Who who;

    ListCase(String caption, String file, String path, String body) {
        this(caption, file, path, body, Who.ADMINISTRATOR);
    }

    ListCase(String caption, String file, String path, String body, Who who) {
        this.caption = caption;
        this.file = file;
        this.path = path;
        this.body = body;
        this.who = who;
    }

    Who who() {
        return who;
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
        return INCLUDE.matcher(resource(file))
                .replaceAll(include ->
                        Matcher.quoteReplacement(resource(include.group(1)).strip()));
    }

    private static String resource(String file) {
        try (var resource = Objects.requireNonNull(ListCase.class.getResourceAsStream(file), file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Paths {
        private static final String CUSTOMERS = "/webapi/v3/ov1/salesmanage/custom/list";
        private static final String CONTRACTS = "/webapi/v3/ov1/salesmanage/contract/billlist";
        private static final String PRODUCTS = "/webapi/v3/ov1/salesmanage/product/billlist";
        private static final String STOCK = "/webapi/v3/store/inventory/InventorySummary";
        private static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";
    }
}
