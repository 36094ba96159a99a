package io.kehub.client.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.client.Customer;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import io.kehub.client.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomersStreamTest {
    private ScriptedErp erp;
    private ErpClient client;
    private List<String> ids = List.of();
    private Runnable beforePage = () -> {};

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        erp.on(ScriptedErp.LIST, this::page);
        client = ErpClient.builder(erp.uri()).session(() -> "KEHUB_SESSION=s1").build();
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void allPagesAreReadAndNotOneMore() {
        ids = newestFirst(450);
        assertThat(read()).containsExactlyElementsOf(newestFirst(450));
        assertThat(pagesAsked()).isEqualTo(3);
    }

    @Test
    void aFullLastPageIsNotFollowedByAnEmptyOne() {
        ids = newestFirst(400);
        assertThat(read()).hasSize(400);
        assertThat(pagesAsked()).isEqualTo(2);
    }

    @Test
    void noCustomersAreOneRequest() {
        assertThat(read()).isEmpty();
        assertThat(pagesAsked()).isEqualTo(1);
    }

    @Test
    void pagesAreFetchedOnlyWhenTheStreamComesToThem() {
        ids = newestFirst(1000);
        var stream = client.stream(CustomerQuery.all());
        assertThat(pagesAsked()).isZero();

        assertThat(stream.limit(201).count()).isEqualTo(201);
        assertThat(pagesAsked()).isEqualTo(2);
    }

    @Test
    void customersAddedBetweenPagesDuplicateAndLoseNoCustomer() {
        ids = newestFirst(450);
        beforePage = () -> {
            if (pagesAsked() > 1) {
                add(70);
            }
        };
        assertThat(read()).containsExactlyElementsOf(newestFirst(450));
    }

    @Test
    void aWholePageAddedBetweenPagesDuplicatesAndLosesNoCustomer() {
        ids = newestFirst(450);
        beforePage = () -> {
            if (pagesAsked() == 2) {
                add(500);
            }
        };
        assertThat(read()).containsExactlyElementsOf(newestFirst(450));
    }

    @Test
    void idsThatAreNoNumbersAreRememberedOneByOne() {
        ids = IntStream.range(0, 450).mapToObj(n -> "C-" + (n * 7919) % 450).toList();
        var expected = ids;
        beforePage = () -> {
            if (pagesAsked() == 2) {
                ids = prepended(IntStream.range(0, 30).mapToObj(n -> "N-" + n).toList());
            }
        };
        assertThat(read()).containsExactlyElementsOf(expected);
    }

    @Test
    void idsInAnotherOrderLoseNoCustomer() {
        ids = IntStream.rangeClosed(1, 450).mapToObj(Integer::toString).toList();
        assertThat(read()).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void anErpThatDoesNotTurnPagesIsFoundOut() {
        for (int total : new int[] {300, 450}) {
            erp.on(
                    ScriptedErp.LIST,
                    request -> Reply.json(answer(newestFirst(total).subList(0, 200), total)));
            assertThat(failureOf(this::read)).isInstanceOf(ErpFailure.Unknown.class);
        }
        assertThat(pagesAsked()).isEqualTo(5);
    }

    @Test
    void anOrderThatChangesMidwayIsFoundOut() {
        ids = newestFirst(450);
        beforePage = () -> {
            if (pagesAsked() == 2) {
                ids = ids.reversed();
            }
        };
        assertThat(failureOf(this::read)).isInstanceOf(ErpFailure.Unknown.class);
    }

    @Test
    void aPageThatCannotBeReadEndsTheStreamWithItsFailure() {
        ids = newestFirst(450);
        var seen = new ArrayList<String>();
        erp.on(
                ScriptedErp.LIST,
                request -> pagesAsked() == 3 ? Reply.refusal(403, "forbidden", "没有权限") : page(request));
        assertThat(failureOf(() -> client.stream(CustomerQuery.all()).forEach(customer -> seen.add(customer.id()))))
                .isInstanceOfSatisfying(
                        ErpFailure.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(ErpFailure.Reason.FORBIDDEN));
        assertThat(seen).hasSize(400);
    }

    @Test
    void aPageThatAlwaysFailsIsAskedForTwiceLeftOutAndReportedAtTheEnd() {
        ids = newestFirst(900);
        var seen = new ArrayList<String>();
        failing(3);
        assertThat(failureOf(() -> client.stream(CustomerQuery.all()).forEach(customer -> seen.add(customer.id()))))
                .isInstanceOfSatisfying(
                        ErpFailure.Unknown.class,
                        unknown -> assertThat(unknown.message()).contains("第 3 页"));
        assertThat(seen)
                .hasSize(700)
                .doesNotHaveDuplicates()
                .contains("1", "900")
                .doesNotContain("500");
        assertThat(pagesAsked()).isEqualTo(6);
    }

    @Test
    void aPageThatFailsOnceIsReadAtTheSecondTry() {
        ids = newestFirst(450);
        var first = new boolean[] {true};
        erp.on(ScriptedErp.LIST, request -> {
            if (pagesAsked() == 2 && first[0]) {
                first[0] = false;
                return Reply.of(503, "", Map.of());
            }
            return page(request);
        });
        assertThat(read()).containsExactlyElementsOf(newestFirst(450));
    }

    @Test
    void anErpWhosePagesAllFailIsNotAskedForEachOfThem() {
        ids = newestFirst(100_000);
        failing(2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(failureOf(this::read)).isInstanceOf(ErpFailure.Unknown.class);
        assertThat(pagesAsked()).isLessThan(15);
    }

    @Test
    void aDeepPageThatRepeatsEarlierRowsIsPassedOverAndReported() {
        ids = newestFirst(900);
        var seen = new ArrayList<String>();
        erp.on(
                ScriptedErp.LIST,
                request -> page(
                        request.body().contains("\"pageindex\":3,")
                                ? new ScriptedErp.Request(
                                        request.path(),
                                        request.body().replace("\"pageindex\":3,", "\"pageindex\":1,"),
                                        "",
                                        "")
                                : request));
        assertThat(failureOf(() -> client.stream(CustomerQuery.all()).forEach(customer -> seen.add(customer.id()))))
                .isInstanceOfSatisfying(
                        ErpFailure.Unknown.class,
                        unknown ->
                                assertThat(unknown.message()).contains("第 3 页").contains("重复"));
        assertThat(seen).hasSize(700).doesNotHaveDuplicates();
    }

    @Test
    void rowsThatDoNotMatchAreNotGivenAndDoNotEndTheStream() {
        erp.on(ScriptedErp.LIST, request -> {
            var pageIndex = pagesAsked();
            var rows = IntStream.range(0, 200)
                    .mapToObj(n -> "{\"id\":\"%d\",\"sort\":%d}"
                            .formatted(600 - pageIndex * 200 + 200 - n, pageIndex == 2 ? 2 : 1))
                    .toList();
            return Reply.json("{\"success\":true,\"message\":\"\",\"data\":{\"list\":" + rows + ",\"total\":600}}");
        });
        assertThat(client.stream(CustomerQuery.all().withKind(CustomerKind.COMPANY)))
                .hasSize(400);
        assertThat(pagesAsked()).isEqualTo(3);
    }

    private void failing(Integer... pageIndexes) {
        var broken = List.of(pageIndexes);
        erp.on(
                ScriptedErp.LIST,
                request -> broken.stream().anyMatch(page -> request.body().contains("\"pageindex\":" + page + ","))
                        ? Reply.of(500, "<html>", Map.of())
                        : page(request));
    }

    private static ErpFailure failureOf(Runnable call) {
        return catchThrowableOfType(ErpException.class, call::run).failure();
    }

    private List<String> read() {
        return client.stream(CustomerQuery.all()).map(Customer::id).toList();
    }

    private int pagesAsked() {
        return erp.requests(ScriptedErp.LIST).size();
    }

    private static List<String> newestFirst(int count) {
        return IntStream.iterate(count, n -> n > 0, n -> n - 1)
                .mapToObj(Integer::toString)
                .toList();
    }

    private void add(int count) {
        int newest = Integer.parseInt(ids.getFirst());
        ids = prepended(IntStream.iterate(newest + count, n -> n > newest, n -> n - 1)
                .mapToObj(Integer::toString)
                .toList());
    }

    private List<String> prepended(List<String> newer) {
        var all = new ArrayList<>(newer);
        all.addAll(ids);
        return all;
    }

    private Reply page(ScriptedErp.Request request) {
        beforePage.run();
        var asked = Json.parse(request.body().getBytes(StandardCharsets.UTF_8));
        int size = asked.path("pagesize").asInt();
        int from = Math.min((asked.path("pageindex").asInt() - 1) * size, ids.size());
        return Reply.json(answer(ids.subList(from, Math.min(from + size, ids.size())), ids.size()));
    }

    private static String answer(List<String> ids, int total) {
        var rows = ids.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"name\":\"客户" + id + "\"}")
                .toList();
        return "{\"success\":true,\"message\":\"\",\"data\":{\"list\":" + rows + ",\"total\":" + total + "}}";
    }
}
