package io.kehub.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server of KeHub's own, in the home folder: unpacked and initialised at the first start, started as
 * a child of this program at each, and reachable over the loopback interface alone, by a port that is chosen at each
 * start and a random password. It never outlives the program, not even a killed one, and it forces every commit to the
 * disk, so what was acknowledged survives the loss of power. The lock of the {@link HomeFolder} and PostgreSQL's own
 * interlock keep a second server from the same files. A server that dies while KeHub runs is started again on the same
 * port.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final String DATABASE = "kehub";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String INVALID_PASSWORD = "28P01";
    private static final int PORTS_TRIED = 10;

    /** Crash recovery replays at most one checkpoint of log, which can take minutes on a slow disk. */
    private static final Duration MAX_START_TIME = Duration.ofMinutes(10);

    /** Maximum time that the last processes of a killed server may keep its memory and port. */
    private static final Duration MAX_SHUTDOWN_TIME = Duration.ofSeconds(30);

    /** Restart limit for a crashing server; the counter resets after a long run. */
    private static final int RESTARTS = 3;

    private static final Duration LONG_LIFE = Duration.ofMinutes(10);

    /**
     * Settings of one server.
     *
     * @param maxConnections maximum number of concurrent sessions
     * @param programs the folder that PostgreSQL's programs are unpacked to, which several servers may share; null for
     *     {@code postgres} in the home
     * @param parameters {@code name=value} pairs that override the parameters set here, such as {@code fsync=off} for
     *     test data; empty for none
     */
    public record Settings(int maxConnections, @Nullable Path programs, List<String> parameters) {

        /** Copies the parameters. */
        public Settings {
            parameters = List.copyOf(parameters);
        }

        /** A server with its programs in its own home and without further parameters. */
        public Settings(int maxConnections) {
            this(maxConnections, null, List.of());
        }

        private Path programsOf(HomeFolder home) {
            return programs == null ? home.path().resolve("postgres") : programs;
        }
    }

    private final Settings settings;
    private final IntSupplier ports;
    private final DataFolder data;
    private final PostmasterFile postmaster;
    private final ServerLog serverLog;
    private final PostgresBinaries programs;
    private final Unprivileged serverUser;
    private final String password;
    private final int port;
    private @Nullable ServerProcess process;
    private long startedAt;
    private int restarts;
    private volatile boolean closed;

    /**
     * Starts the server on the home's data, creating them if necessary.
     *
     * @param home the locked home; the caller keeps it open until after {@link #close}
     * @param settings the settings of this server
     * @throws PostgresStartException if the server cannot start, with advice
     */
    public static EmbeddedPostgres start(HomeFolder home, Settings settings) {
        return start(home, settings, EmbeddedPostgres::freePort);
    }

    /** {@code ports} returns a port that is probably free. */
    static EmbeddedPostgres start(HomeFolder home, Settings settings, IntSupplier ports) {
        return new EmbeddedPostgres(home, settings, ports);
    }

    private EmbeddedPostgres(HomeFolder home, Settings settings, IntSupplier ports) {
        this.settings = settings;
        this.ports = ports;
        var folder = home.folder("database");
        serverLog = new ServerLog(home.folder("database/log"));
        data = new DataFolder(folder);
        data.mustFit();
        postmaster = new PostmasterFile(data.path());
        programs = PostgresBinaries.unpackedBelow(settings.programsOf(home), PostgresBinaries.Platform.current());
        programs.mustRun();
        serverUser = Unprivileged.find(home.path(), programs.program("postgres"), folder);
        if (data.exists()) {
            data.mustSuit(programs);
            postmaster.clear(programs, serverUser);
        } else {
            log.info("Initialising the database in {}", data.path());
            data.make(programs, serverUser);
        }
        password = data.readPassword();
        port = startOnFreePort();
        try {
            makeDatabase();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private int startOnFreePort() {
        for (var tried = 0; tried < PORTS_TRIED; tried++) {
            var candidate = ports.getAsInt();
            if (startOn(candidate)) {
                return candidate;
            }
        }
        throw PostgresStartException.withLog(
                "找不到可用的本机端口来启动内置数据库。请检查本机的防护软件和端口设置。",
                "No free local port could be found for the embedded database. See what guards the ports of this machine.",
                serverLog.sinceBegin(),
                data.path());
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new PostgresStartException(
                    "本机没有可用的端口（%s）。".formatted(failure.getMessage()),
                    "This machine gives out no local port (%s).".formatted(failure.getMessage()),
                    failure);
        }
    }

    /** Starts the server and waits until it accepts connections; false if the port is in use. */
    private synchronized boolean startOn(int candidate) {
        var began = System.nanoTime();
        while (true) {
            var started = spawn(candidate);
            if (awaitReady(started)) {
                process = started;
                startedAt = System.nanoTime();
                watch(started);
                return true;
            }
            started.letGo();
            var written = serverLog.ofFailedStart();
            if (ServerMessages.saysPortInUse(written)) {
                return false;
            }
            var patient = System.nanoTime() - began < MAX_SHUTDOWN_TIME.toNanos();
            if (!isHeldByTheDead(written) || !patient || !ProcessRunner.pause(200)) {
                throw failed(written);
            }
            postmaster.clear(programs, serverUser);
        }
    }

    private ServerProcess spawn(int candidate) {
        try {
            serverLog.begin();
            return ServerProcess.start(
                    programs,
                    serverUser,
                    data.path(),
                    arguments(candidate),
                    serverLog.startFile().toFile());
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(serverLog.startFile(), failure);
        }
    }

    /** Parameters that override {@code postgresql.conf} at every start. */
    private List<String> arguments(int candidate) {
        var arguments = new ArrayList<>(List.of("-D", data.path().toString()));
        var parameters = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + candidate,
                "unix_socket_directories=",
                "max_connections=" + settings.maxConnections(),
                "fsync=on",
                "full_page_writes=on",
                "logging_collector=on",
                "log_destination=stderr",
                // relative, so that the home's path does not count twice against PostgreSQL's limit of 1,023 bytes
                "log_directory=../" + serverLog.folder().getFileName(),
                "log_filename=postgresql-%a.log",
                "log_file_mode=0600",
                "log_rotation_age=1d",
                "log_rotation_size=0",
                "log_truncate_on_rotation=on",
                // details and statements would write customers' names to the log
                "log_error_verbosity=terse",
                "log_min_error_statement=panic");
        parameters.forEach(parameter -> arguments.addAll(List.of("-c", parameter)));
        SharedMemory.settings(serverUser).forEach(parameter -> arguments.addAll(List.of("-c", parameter)));
        settings.parameters().forEach(parameter -> arguments.addAll(List.of("-c", parameter)));
        return arguments;
    }

    private boolean awaitReady(ServerProcess started) {
        var began = System.nanoTime();
        var told = began;
        while (started.isAlive() && !closed) {
            if (postmaster.saysReady(started.pid())) {
                return true;
            }
            var now = System.nanoTime();
            if (now - told > Duration.ofSeconds(10).toNanos()) {
                log.info("PostgreSQL is still starting; after a crash it first reads its log");
                told = now;
            }
            if (now - began > MAX_START_TIME.toNanos() || !ProcessRunner.pause(10)) {
                break;
            }
        }
        return false;
    }

    /** The previous server was killed, and some of its processes are still ending. */
    private static boolean isHeldByTheDead(String written) {
        return written.contains("pre-existing shared memory block")
                || written.contains("lock file \"postmaster.pid\" already exists");
    }

    private PostgresStartException failed(String written) {
        return PostgresStartException.withLog(
                "内置数据库无法启动（数据在 %s，日志在 %s）。".formatted(data.path(), serverLog.folder()),
                "The embedded database could not be started (data in %s, log in %s)."
                        .formatted(data.path(), serverLog.folder()),
                written,
                data.path(),
                serverLog.folder());
    }

    private void watch(ServerProcess started) {
        var unused = started.ended()
                .thenRunAsync(
                        () -> endedByItself(started),
                        task -> Thread.ofPlatform()
                                .name("kehub-postgres-watch")
                                .daemon()
                                .start(task));
    }

    private synchronized void endedByItself(ServerProcess ended) {
        if (closed || ended != process) {
            return;
        }
        ended.letGo();
        restarts = System.nanoTime() - startedAt > LONG_LIFE.toNanos() ? 1 : restarts + 1;
        var written = DataFolder.tail(serverLog.ofFailedStart());
        if (restarts > RESTARTS) {
            log.error(
                    "PostgreSQL has ended again and is not restarted; KeHub can't work until it is restarted. {}",
                    written);
            return;
        }
        log.error("PostgreSQL has ended unexpectedly and is started again. {}", written);
        try {
            postmaster.clear(programs, serverUser);
            if (!startOn(port)) {
                log.error(
                        "PostgreSQL's port {} has been taken meanwhile; KeHub can't work until it is restarted", port);
            }
        } catch (PostgresStartException failure) {
            log.error(failure.getMessage());
        }
    }

    private void makeDatabase() {
        try {
            DriverManager.getConnection(url(), user(), password).close();
        } catch (SQLException missing) {
            if (!NO_SUCH_DATABASE.equals(missing.getSQLState())) {
                throw unusable(missing);
            }
            try (var connection = DriverManager.getConnection(url("postgres"), user(), password);
                    var statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            } catch (SQLException failure) {
                throw unusable(failure);
            }
        }
    }

    private PostgresStartException unusable(SQLException failure) {
        if (INVALID_PASSWORD.equals(failure.getSQLState())) {
            return new PostgresStartException(
                    "内置数据库的密码文件 %s 与数据不符。请从备份恢复该文件。".formatted(data.password()),
                    "The embedded database's password file %s does not belong to its data. Restore it from a backup."
                            .formatted(data.password()),
                    failure);
        }
        return PostgresStartException.withLog(
                "内置数据库已启动，但无法使用：%s。".formatted(failure.getMessage()),
                "The embedded database has started but can't be used: %s.".formatted(failure.getMessage()),
                serverLog.sinceBegin(),
                data.path());
    }

    /** The JDBC address of KeHub's database on this server. */
    public String url() {
        return url(DATABASE);
    }

    /** The JDBC address of another database on this server, which need not exist. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, database);
    }

    /** The user that owns everything on the server. */
    public String user() {
        return DataFolder.USER;
    }

    /** The password of {@link #user}. A secret. */
    public String password() {
        return password;
    }

    /** The process ids of the server and of its parent shell; for tests that kill them. */
    synchronized List<Long> pids() {
        return process == null ? List.of() : List.of(process.pid(), process.supervisorPid());
    }

    /**
     * Shuts the server down cleanly and waits for it, slightly over a minute at most. Open sessions are terminated, so
     * close the connection pool first. Release the home's lock afterwards.
     */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            if (process != null && !process.stop()) {
                log.warn("PostgreSQL (process {}) takes long to shut down; the next start waits for it", process.pid());
            }
            process = null;
        }
    }
}
