package io.kehub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the throughput of the lists of customers, contracts, products and stock over HTTP, as a ratio to pgbench
 * running the same statements on the same database in the same run. A figure without the ratio depends more on the
 * machine than on the program.
 */
@Command(
        name = "kehub-bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts KeHub in a temporary home, loads a made-up firm, and measures its lists over HTTP beside pgbench"
                        + " with the same statements.")
final class ErpLists implements Callable<Integer> {

    /** One line of the table. */
    private record Line(ListCase question, long found, Wrk.Figures http, double pgbench) {

        double ratio() {
            return http.perSecond() / pgbench;
        }
    }

    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
    private static final int SOME_COUNTS = 1_000;

    @Option(names = "--customers", paramLabel = "NUMBER", description = "how many to load, default ${DEFAULT-VALUE}")
    private int customers = 100_000;

    @Option(
            names = "--products",
            paramLabel = "NUMBER",
            description = "how many to load, each in 20 warehouses, default ${DEFAULT-VALUE}")
    private int products = 10_000;

    @Option(names = "--contracts", paramLabel = "NUMBER", description = "how many to load, default ${DEFAULT-VALUE}")
    private int contracts = 20_000;

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            description =
                    "how long each case is warmed up, measured, and measured by pgbench, default ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(names = "--clients", paramLabel = "NUMBER", description = "connections at once, default ${DEFAULT-VALUE}")
    private int clients = 4;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "the program, default server/target/kehub.jar, here or one folder up")
    private @Nullable Path jar;

    @Option(names = "--keep", description = "leave the home with its database behind")
    private boolean keep;

    private final PrintStream out;
    private final OnExit onExit;

    private ErpLists(PrintStream out, OnExit onExit) {
        this.out = out;
        this.onExit = onExit;
    }

    /** See {@code --help}. Exit status: 0 if every case was measured, 1 on failure, 2 on a wrong option. */
    public static void main(String... args) {
        var onExit = new OnExit();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var status = new CommandLine(new ErpLists(out, onExit))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!onExit.isUnderWay()) {
                        tell(failure);
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
        System.exit(status);
    }

    private static void tell(Exception failure) {
        if (failure instanceof BenchException) {
            System.err.println(failure.getMessage());
        } else {
            failure.printStackTrace();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var program = checkedOptions();
        Pgbench.mustExist();
        Wrk.mustExist();
        var home = Files.createTempDirectory("kehub-bench-");
        onExit.undo(() -> leave(home));
        out.println("Starting KeHub in " + home);
        var kehub = new KeHubProcess(program, home.resolve("home"));
        onExit.undo(kehub::stop);
        var address = kehub.awaitReady();
        var administrator = kehub.signIn(address);
        var seller = kehub.signInNewSeller(address, administrator, MadeUpFirmJdbc.SELLER);
        var lines = new ArrayList<Line>();
        var loadBefore = load();
        try (var database = new MadeUpFirmJdbc(kehub.database())) {
            fill(database, kehub, address, administrator);
            var pgbench = new Pgbench(kehub.database(), onExit);
            var wrk = new Wrk(home, onExit);
            for (var question : ListCase.values()) {
                out.println("Measuring: " + question.caption());
                var cookie = question.who() == ListCase.Who.SELLER ? seller : administrator;
                lines.add(measure(question, new Sides(address, cookie, wrk, kehub, database, pgbench, home)));
            }
        }
        print(lines, loadBefore);
        return CommandLine.ExitCode.OK;
    }

    /** The two sides of the comparison, and the folder for pgbench's scripts. */
    private record Sides(
            URI address,
            String cookie,
            Wrk wrk,
            KeHubProcess kehub,
            MadeUpFirmJdbc database,
            Pgbench pgbench,
            Path folder) {}

    private Path checkedOptions() {
        if (customers < ListCase.MIN_CUSTOMERS) {
            throw new BenchException(
                    "--customers must be %,d or more, so that page 2,500 is full".formatted(ListCase.MIN_CUSTOMERS));
        }
        if (products < ListCase.MIN_OTHERS || contracts < ListCase.MIN_OTHERS) {
            throw new BenchException("--products and --contracts must be %,d or more, so that page 500 is full"
                    .formatted(ListCase.MIN_OTHERS));
        }
        if (seconds < 1 || clients < 1) {
            throw new BenchException("--seconds and --clients must be 1 or more");
        }
        var candidates = jar == null
                ? List.of(Path.of("server", "target", "kehub.jar"), Path.of("..", "server", "target", "kehub.jar"))
                : List.of(jar);
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BenchException(
                        "no program at %s; build it with `mvn -q -Dmaven.test.skip=true package` or name it with --jar"
                                .formatted(candidates)));
    }

    private void fill(MadeUpFirmJdbc database, KeHubProcess kehub, URI address, String cookie)
            throws SQLException, IOException, InterruptedException {
        var start = System.nanoTime();
        database.loadCustomers(customers, loaded -> tell("customers", loaded, customers));
        database.loadProducts(products, loaded -> tell("products in 20 warehouses", loaded, products));
        database.loadContracts(contracts, customers, loaded -> tell("contracts", loaded, contracts));
        // the first customer that a process adds triggers the merge of the counts of all loaded customers
        kehub.ask(address.resolve("/webapi/v3/sales/customer/add"), cookie, "{\"name\": \"最后一个客户\", \"sort\": 1}");
        if (database.countsNotMerged() > SOME_COUNTS) {
            throw new BenchException("the counts of the loaded customers were not merged; lists would be slow");
        }
        database.vacuum();
        out.printf(Locale.ROOT, "Loaded and analysed in %.0f s%n", (System.nanoTime() - start) / 1e9);
    }

    private void tell(String what, int loaded, int all) {
        var terminal = CommandLine.Help.Ansi.AUTO.enabled();
        out.printf(Locale.ROOT, "%sLoading %s %,d/%,d", terminal ? "\r" : "", what, loaded, all);
        if (!terminal || loaded == all) {
            out.println();
        }
    }

    private Line measure(ListCase question, Sides sides) throws SQLException, IOException, InterruptedException {
        var found = sameOnBothSides(question, sides);
        var script = Files.writeString(sides.folder().resolve(question.file()), question.sql());
        var time = Duration.ofSeconds(seconds);
        overHttp(question, sides, time);
        var http = overHttp(question, sides, time);
        return new Line(question, found, http, sides.pgbench().run(script, clients, time));
    }

    private Wrk.Figures overHttp(ListCase question, Sides sides, Duration time)
            throws IOException, InterruptedException {
        var url = sides.address().resolve(question.path());
        return sides.wrk().run(url, sides.cookie(), question.body(), clients, time);
    }

    /** Runs each query once on both sides and compares the results; figures of different queries cannot be compared. */
    private static long sameOnBothSides(ListCase question, Sides sides)
            throws SQLException, IOException, InterruptedException {
        var answer = sides.kehub().ask(sides.address().resolve(question.path()), sides.cookie(), question.body());
        var total = TOTAL.matcher(answer);
        var overHttp = total.find() ? Long.parseLong(total.group(1)) : 1;
        var inDatabase = sides.database().found(question.sql());
        if (overHttp != inDatabase || inDatabase == 0) {
            throw new BenchException("%s: found %d over HTTP, %d by %s"
                    .formatted(question.caption(), overHttp, inDatabase, question.file()));
        }
        return inDatabase;
    }

    private void print(List<Line> lines, double loadBefore) {
        out.printf(
                Locale.ROOT,
                "%n%,d customers, %,d products in 20 warehouses, %,d contracts, %d clients, %d s each, %d cores, JDK %s, load average before %.1f, after %.1f%n%n",
                customers,
                products,
                contracts,
                clients,
                seconds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                loadBefore,
                load());
        out.println("| case | found | HTTP req/s | p50 ms | p99 ms | pgbench tps | ratio |");
        out.println("|---|---:|---:|---:|---:|---:|---:|");
        for (var line : lines) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %.2f | %.2f | %,.0f | %.2f |%n",
                    line.question().caption(),
                    line.found(),
                    line.http().perSecond(),
                    line.http().p50(),
                    line.http().p99(),
                    line.pgbench(),
                    line.ratio());
        }
    }

    /** Load average of the last minute; negative if the system does not report it. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void leave(Path home) {
        if (keep) {
            out.println("Kept: " + home);
            return;
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.err.println("could not delete " + home + ": " + left.getMessage());
        }
    }
}
