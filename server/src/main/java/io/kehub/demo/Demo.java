package io.kehub.demo;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.demo.HubOverHttp.ContactRow;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Imports up to a thousand contacts into the hub, files them, waits until they are in the ERP, and reads every one of them
 * back from there. Talks to the server over HTTP alone, so it shows what any program may do.
 */
public final class Demo {

    /** Maximum number of contacts: {@link DemoContacts} has that many names. */
    public static final int MAX_CONTACTS = 1000;

    private static final int AT_ONCE = 4;
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final URI kehub;
    private final int contacts;
    private final PrintStream out;
    private final boolean terminal;

    /**
     * @param kehub address of the server, ending in a slash
     * @param contacts how many, from 1 to {@link #MAX_CONTACTS}
     * @param terminal whether {@code out} is a terminal, on which a line can be overwritten
     */
    public Demo(URI kehub, int contacts, PrintStream out, boolean terminal) {
        this.kehub = kehub;
        this.contacts = contacts;
        this.out = out;
        this.terminal = terminal;
    }

    /** True only when every contact was read back from the ERP exactly once. */
    public boolean run(String user, String password) throws InterruptedException {
        var start = System.nanoTime();
        var hub = new HubOverHttp(SignedIn.as(kehub, user, password));
        var report = hub.importCsv(DemoContacts.csv(contacts));
        out.println("  导入 / Imported: " + report.accepted() + ", 拒绝 / refused: "
                + report.refused().size());

        var filed = withBar("建档 / Filing   ", hub.contacts(""), contact -> hub.file(contact.id()));
        waitUntilInErp(hub, filed.size());
        var synced = Duration.ofNanos(System.nanoTime() - start);

        try (var erp = ErpClient.builder(kehub).account(user, password).build()) {
            List<Customer> listed;
            try (var all = erp.stream(CustomerQuery.all())) {
                listed = all.toList();
            }
            var details = withBar(
                    "读回 / Reading  ",
                    listed,
                    row -> erp.read(row.id()).orElseThrow().orElseThrow());
            var proven = provenExactlyOnce(hub.contacts(""), details);
            tell(erp, listed, details);
            var whole = Duration.ofNanos(System.nanoTime() - start);
            out.printf(
                    "%n用时 / Time: 建档并同步 / filed and synced %.1f s, 连同读回 / with reading back %.1f s%n",
                    synced.toMillis() / 1000.0, whole.toMillis() / 1000.0);
            out.println(
                    proven
                            ? "✔ " + details.size() + " 个联系人都在 ERP 中，恰好一次。/ Every contact is in the ERP exactly once."
                            : "✘ ERP 中的客户与联系人对不上。/ The customers in the ERP do not match the contacts.");
            return proven;
        }
    }

    private void waitUntilInErp(HubOverHttp hub, int total) throws InterruptedException {
        var bar = new ProgressBar(out, terminal, "同步 / Syncing  ", total);
        var lastProgress = System.nanoTime();
        var arrived = -1;
        while (arrived < total) {
            var now = total - hub.contacts("&in_erp=false").size();
            if (now > arrived) {
                arrived = now;
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > MAX_IDLE_TIME.toNanos()) {
                break;
            }
            bar.show(arrived);
            Thread.sleep(BETWEEN_LOOKS);
        }
        bar.end();
    }

    /** True if each K-code is in exactly one customer, whose id is the contact's {@code erp_id}, and no other customers exist. */
    private boolean provenExactlyOnce(List<ContactRow> filed, List<Customer> customers) {
        var idsByKCode = customers.stream()
                .collect(Collectors.groupingBy(Customer::kCode, Collectors.mapping(Customer::id, Collectors.toList())));
        var expected = filed.stream().collect(Collectors.toMap(ContactRow::k_code, row -> List.of(row.erp_id())));
        return filed.size() == contacts && idsByKCode.equals(expected);
    }

    private void tell(ErpClient erp, List<Customer> listed, Collection<Customer> details) {
        out.println();
        out.println("ERP 客户总数 / Customers in the ERP: "
                + erp.list(CustomerQuery.all(), 1, 1).orElseThrow().total());
        details.stream().limit(3).forEach(customer -> out.println("  " + line(customer)));
        var keyword = listed.getFirst().name().substring(2, 4);
        var found = erp.list(CustomerQuery.keyword(keyword), 1, 3).orElseThrow();
        out.println("关键词 / Keyword “" + keyword + "”: " + found.total());
        found.customers().forEach(customer -> out.println("  " + line(customer)));
    }

    private static String line(Customer customer) {
        return "%s  %s  来源 %s  %s"
                .formatted(
                        customer.id(),
                        customer.name(),
                        customer.get(CustomerField.SOURCE),
                        customer.get(CustomerField.REMARK));
    }

    private <A, B> List<B> withBar(String caption, List<A> items, Function<A, B> work) throws InterruptedException {
        var bar = new ProgressBar(out, terminal, caption, items.size());
        var done = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var results = threads.invokeAll(items.stream()
                    .<java.util.concurrent.Callable<B>>map(item -> () -> {
                        var result = work.apply(item);
                        bar.show(done.incrementAndGet());
                        return result;
                    })
                    .toList());
            bar.end();
            return results.stream().map(Demo::resultOf).toList();
        }
    }

    private static <B> B resultOf(Future<B> finished) {
        try {
            return finished.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
