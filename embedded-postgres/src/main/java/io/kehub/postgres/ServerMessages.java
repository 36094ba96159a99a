package io.kehub.postgres;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains the output of PostgreSQL and its tools when they fail. The cause is taken only from the messages that ended
 * the start, together with the file they name: "No space left on device" about shared memory is not a full disk, and
 * words in client errors or file names are ignored. PostgreSQL's messages are in English, because {@link ProcessRunner}
 * asks for it.
 */
final class ServerMessages {

    /** A message that ended the start: of the server, of {@code initdb}, or of the system's loader of programs. */
    private static final Pattern FATAL = Pattern.compile(String.join(
            "|",
            "(?:(?!(?:LOG|ERROR|WARNING|DETAIL|HINT|CONTEXT|STATEMENT):).)*?\\b(?:FATAL|PANIC):\\s+(?<text>.*)",
            // after "creating directory …", which initdb writes to the same line
            "(?:[a-z].* \\.\\.\\. )?(?:initdb|postgres|pg_ctl)(?:\\.exe)?: (?:error: |detail: |could not |cannot )(?<tool>.*)",
            ".*?: (?<loader>error while loading shared libraries: .*|version `\\w+' not found .*)"));

    /** The reason why a socket could not be opened is logged as information before a fatal message without a reason. */
    private static final Pattern BIND =
            Pattern.compile(".*LOG:\\s+could not (?:bind|create) .*address \"(?<address>[^\"]*)\".*: (?<reason>[^:]+)");

    private static final String NO_SOCKETS = "could not create any TCP/IP sockets";

    private static final Pattern QUOTED = Pattern.compile("\"(?<name>.*)\"");

    private record Rule(Pattern message, Explanation explanation) {

        static Rule of(String message, String chinese, String english, String chineseAdvice, String englishAdvice) {
            return new Rule(Pattern.compile(message), new Explanation(chinese, english, chineseAdvice, englishAdvice));
        }

        Optional<Explanation> about(String text) {
            var matcher = message.matcher(text);
            return matcher.find() ? Optional.of(filled(matcher)) : Optional.empty();
        }

        private Explanation filled(Matcher matcher) {
            var name = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : "";
            return new Explanation(
                    explanation.chinese().replace("{}", name),
                    explanation.english().replace("{}", name),
                    explanation.chineseAdvice(),
                    explanation.englishAdvice());
        }
    }

    /** Logged as information before a fatal message that only says that the configuration has errors. */
    private static final Pattern WRONG_LOCALE = Pattern.compile("invalid value for parameter \"lc_\\w+\"");

    private static final Explanation NO_LOCALE = new Explanation(
            "本机没有数据所用的区域设置（locale）。",
            "This system lacks the locale that the data use.",
            "请安装它：Debian/Ubuntu 的 libc-bin 带有 C.UTF-8，其他系统可用 localedef -i C -f UTF-8 C.UTF-8。",
            "Install it: libc-bin of Debian/Ubuntu brings C.UTF-8; elsewhere run localedef -i C -f UTF-8 C.UTF-8.");

    /** The first match counts: messages about memory come before those about files, which end with the same words. */
    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "shared memory segment \"/(?!.*pg_dynshmem).*: (?:No space left on device|Cannot allocate memory|Bus error)$",
                    "共享内存 /dev/shm 不够用（磁盘并没有满）。",
                    "There is not enough room in the shared memory /dev/shm (the disk is not full).",
                    "请扩大它（例如 docker run --shm-size=256m，或 mount -o remount,size=256m /dev/shm），或在 postgresql.conf 中写 dynamic_shared_memory_type = mmap。",
                    "Enlarge it (docker run --shm-size=256m, or mount -o remount,size=256m /dev/shm), or write dynamic_shared_memory_type = mmap into postgresql.conf."),
            Rule.of(
                    "shared memory segment \"/(?!.*pg_dynshmem).*: ([^:]+)$",
                    "无法使用共享内存 /dev/shm（{}）。",
                    "The shared memory /dev/shm can't be used ({}).",
                    "请检查 /dev/shm 是否已挂载且所有用户可写（权限 1777），或在 postgresql.conf 中写 dynamic_shared_memory_type = mmap。",
                    "See whether /dev/shm is mounted and every user may write to it (mode 1777), or write dynamic_shared_memory_type = mmap into postgresql.conf."),
            Rule.of(
                    "could not (?:create|get|attach to) shared memory segment(?! \"/)|could not create semaphores",
                    "系统的共享内存或信号量数量达到上限（磁盘并没有满）。",
                    "A limit of the system for shared memory or semaphores is reached (the disk is not full).",
                    "请提高内核参数 kernel.shmmax、kernel.shmall、kernel.shmmni 或 kernel.sem。",
                    "Raise kernel.shmmax, kernel.shmall, kernel.shmmni or kernel.sem."),
            Rule.of(
                    "could not map anonymous shared memory|could not reserve shared memory|^out of memory|memory exhausted|: Cannot allocate memory$",
                    "内存不足。",
                    "There is not enough memory.",
                    "请提供更多内存，或在 postgresql.conf 中减小 shared_buffers。",
                    "Provide more memory, or lower shared_buffers in postgresql.conf."),
            Rule.of(
                    "could not fork|: Resource temporarily unavailable$",
                    "进程数达到系统上限。",
                    "The limit of processes is reached.",
                    "请提高上限（ulimit -u，或容器的 pids 上限）。",
                    "Raise it (ulimit -u, or the limit of pids of the container)."),
            Rule.of(
                    "insufficient file descriptors|out of file descriptors",
                    "打开的文件数达到系统上限。",
                    "The limit of open files is reached.",
                    "请提高上限（ulimit -n，或 systemd 的 LimitNOFILE），至少 4096。",
                    "Raise it to at least 4096 (ulimit -n, or LimitNOFILE of systemd)."),
            Rule.of(
                    "data directory \"(.*)\" has (?:wrong ownership|invalid permissions|group or world access)",
                    "数据目录 {} 的所有者或权限不对。",
                    "The data folder {} has the wrong owner or permissions.",
                    "它必须属于启动 KeHub 的用户，且只有该用户可以进入（chown -R，chmod 700）。",
                    "It must belong to the user who starts KeHub, and only that user may enter it (chown -R, chmod 700)."),
            Rule.of(
                    "database files are incompatible with server|was initialized by PostgreSQL version",
                    "数据由另一个版本或另一种处理器上的 PostgreSQL 写入。",
                    "The data were written by another version of PostgreSQL, or on another kind of processor.",
                    "请使用写入这些数据的 KeHub，或用 --home 指定另一个目录。",
                    "Use the KeHub that wrote them, or name another folder with --home."),
            new Rule(
                    Pattern.compile(
                            "invalid locale|locale name \"|not recognized by setlocale|locale is incompatible with operating system"),
                    NO_LOCALE),
            Rule.of(
                    "configuration file \"(.*)\" contains errors",
                    "配置文件 {} 有错误。",
                    "The configuration file {} has errors.",
                    "请按下面的提示改正它。",
                    "Correct it as the lines below say."),
            Rule.of(
                    "could not load (.*pg_hba\\.conf)",
                    "配置文件 {} 有错误。",
                    "The configuration file {} has errors.",
                    "请按下面的提示改正它。",
                    "Correct it as the lines below say."),
            Rule.of(
                    "could not locate a (?:valid|required) checkpoint record|could not locate required checkpoint record|invalid (?:primary )?checkpoint record|checksum in control file|pg_control\": No such file|is not a valid data directory|invalid page in block|WAL ends before|could not find the database system",
                    "内置数据库的文件已损坏或不完整。",
                    "The files of the embedded database are damaged or incomplete.",
                    "请从备份恢复整个数据目录（--home）。",
                    "Restore the whole home (--home) from a backup."),
            Rule.of(
                    "(error while loading shared libraries: [^:]+|version `\\w+' not found)",
                    "系统缺少 PostgreSQL 需要的程序库（{}）。",
                    "The system lacks a library that PostgreSQL needs ({}).",
                    "请安装它，或用 --db-url 指定一个 PostgreSQL 17 或更高版本的服务器。",
                    "Install it, or name a PostgreSQL server (17 or newer) with --db-url."),
            Rule.of(
                    "root\" execution of the PostgreSQL server is not permitted|cannot be run as root|administrative permissions is not permitted",
                    "PostgreSQL 不允许以 root 或管理员身份运行。",
                    "PostgreSQL refuses to run as root or as an administrator.",
                    "请以普通用户启动 KeHub。",
                    "Start KeHub as an ordinary user."));

    /**
     * The cause of a failed start.
     *
     * @param written PostgreSQL's output since the start
     * @param data the data folder, the base of PostgreSQL's relative file names; null if there is none yet
     * @return empty if no known message ended the start
     */
    static Optional<Explanation> explain(String written, @Nullable Path data) {
        for (var line : written.lines().toList().reversed()) {
            var message = fatal(line);
            if (message != null) {
                var found = message.contains(NO_SOCKETS)
                        ? ofSocket(written)
                        : message.endsWith("contains errors")
                                        && WRONG_LOCALE.matcher(written).find()
                                ? Optional.of(NO_LOCALE)
                                : ofMessage(message, data);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether any message says why the start ended. */
    static boolean namesAnError(String written) {
        return written.lines().anyMatch(line -> fatal(line) != null);
    }

    /** Whether the port is in use, as opposed to an unavailable address or protocol. */
    static boolean saysPortInUse(String written) {
        return written.contains(NO_SOCKETS)
                && written.lines()
                        .map(BIND::matcher)
                        .filter(Matcher::matches)
                        .allMatch(bind -> isAboutPort(bind.group("reason")));
    }

    /** Ports that the system reserves are refused with the second. */
    private static boolean isAboutPort(String reason) {
        return reason.strip().startsWith("Address already in use")
                || reason.strip().startsWith("Permission denied");
    }

    private static @Nullable String fatal(String line) {
        var matcher = FATAL.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        for (var group : List.of("text", "tool", "loader")) {
            var text = matcher.group(group);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static Optional<Explanation> ofSocket(String written) {
        return written.lines()
                .map(BIND::matcher)
                .filter(Matcher::matches)
                .filter(bind -> !isAboutPort(bind.group("reason")))
                .map(bind -> new Explanation(
                        "无法在本机地址 %s 上监听（%s）。".formatted(bind.group("address"), bind.group("reason")),
                        "The address %s of this machine can't be listened on (%s)."
                                .formatted(bind.group("address"), bind.group("reason")),
                        "请检查回环网卡是否启用（ip link set lo up）。",
                        "See whether the loopback interface is up (ip link set lo up)."))
                .findFirst();
    }

    private static Optional<Explanation> ofMessage(String message, @Nullable Path data) {
        for (var rule : RULES) {
            var found = rule.about(message);
            if (found.isPresent()) {
                return found;
            }
        }
        var error = OsError.endOf(message);
        return error == null ? Optional.empty() : Optional.of(error.about(file(message, data)));
    }

    private static Object file(String message, @Nullable Path data) {
        var quoted = QUOTED.matcher(message);
        if (!quoted.find()) {
            return data == null ? "PostgreSQL" : data;
        }
        var name = quoted.group("name");
        try {
            return data == null ? name : data.resolve(name).normalize();
        } catch (InvalidPathException odd) {
            return name;
        }
    }

    private ServerMessages() {}
}
