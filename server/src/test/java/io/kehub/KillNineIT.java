package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.Customer;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promise, put to the test with the real program and the real signal. */
class KillNineIT {

    private static final int CONTACTS = 1000;
    private static final int KILLS = 20;
    private static final Duration MAX_SYNC_TIME = Duration.ofMinutes(8);

    @Test
    void aThousandContactsAreInTheErpExactlyOnceHoweverOftenTheProgramIsKilled() throws Exception {
        var seed = Long.getLong("kehub.seed", System.nanoTime());
        System.out.println("seed of this run: -Dkehub.seed=" + seed);
        var random = new Random(seed);
        var folder = Files.createTempDirectory(Path.of("target"), "kill-nine-");

        try (var server = KeHubProcess.serve(folder)) {
            var report = new HubSession(server.address()).importCsv(contactsAsCsv());
            assertThat(report.get("accepted").asInt()).isEqualTo(CONTACTS);
        }

        var killsWithWorkUnderWay = 0;
        for (var kill = 1; kill <= KILLS; kill++) {
            try (var server = KeHubProcess.serve(folder)) {
                var session = new HubSession(server.address());
                var underWay = session.contacts("&filed=true&in_erp=false").size();
                var moment = random.nextInt(700);
                fileUntilKilled(server, session, moment);
                killsWithWorkUnderWay += underWay > 0 ? 1 : 0;
                System.out.printf("kill %d after %d ms, %d were under way at the start%n", kill, moment, underWay);
            }
        }

        try (var server = KeHubProcess.serve(folder)) {
            var session = new HubSession(server.address());
            for (var unfiled : session.contacts("&filed=false")) {
                session.file(unfiled.id());
            }
            awaitAllInErp(session);
            var contacts = session.contacts("");
            var customers = customersReadBack(server);

            assertThat(customers).hasSize(CONTACTS);
            assertThat(customers.stream().map(Customer::kCode)).doesNotHaveDuplicates();
            assertThat(contacts.stream().collect(Collectors.toMap(HubSession.Row::kCode, HubSession.Row::erpId)))
                    .isEqualTo(customers.stream().collect(Collectors.toMap(Customer::kCode, Customer::id)));
        }
        assertThat(killsWithWorkUnderWay)
                .as("kills that a sync had to recover from; without any, this test shows nothing")
                .isPositive();
    }

    /** Files 50 more contacts, and kills the program at the given moment, whatever it is doing then. */
    private static void fileUntilKilled(KeHubProcess server, HubSession session, int moment) throws Exception {
        var some = session.contacts("&filed=false").stream()
                .limit(CONTACTS / KILLS)
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            some.forEach(contact -> threads.submit(() -> session.file(contact.id())));
            // the kill comes at a random moment of real time: that is what is tested
            Thread.sleep(moment);
            server.killNine();
            threads.shutdownNow();
        }
    }

    private static void awaitAllInErp(HubSession session) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + MAX_SYNC_TIME.toNanos();
        while (!session.contacts("&in_erp=false").isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertThat(session.contacts("&in_erp=false")).isEmpty();
    }

    private static List<Customer> customersReadBack(KeHubProcess server) {
        try (var erp = ErpClient.builder(server.address())
                        .account("admin", KeHubProcess.ADMIN_PASSWORD)
                        .build();
                var listed = erp.stream(CustomerQuery.all())) {
            return listed.map(customer -> erp.read(customer.id()).orElseThrow().orElseThrow())
                    .toList();
        }
    }

    private static String contactsAsCsv() {
        return IntStream.rangeClosed(1, CONTACTS)
                .mapToObj(number -> "wxid_kill_%04d,重庆第%d号客户有限公司,%d\n".formatted(number, number, number % 101))
                .collect(Collectors.joining("", "wx_id,remark,confidence\n", ""));
    }
}
