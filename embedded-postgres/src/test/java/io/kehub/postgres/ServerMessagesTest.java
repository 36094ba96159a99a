package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as PostgreSQL 18 and initdb write them, and the cause that is told. */
class ServerMessagesTest {

    private static final Path DATA = Path.of("/home/客枢/.kehub/database/data");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FATAL:  could not resize shared memory segment "/PostgreSQL.2718" to 1048576 bytes: No space left on device | 共享内存 /dev/shm 不够用（磁盘并没有满）
            FATAL:  could not open shared memory segment "/PostgreSQL.2718": Permission denied                         | 无法使用共享内存 /dev/shm（Permission denied）
            FATAL:  could not open shared memory segment "/PostgreSQL.2718": No such file or directory                 | 无法使用共享内存 /dev/shm（No such file or directory）
            FATAL:  could not resize shared memory segment "pg_dynshmem/mmap.42" to 1048576 bytes: No space left on device | 磁盘已满：/home/客枢/.kehub/database/data/pg_dynshmem/mmap.42
            FATAL:  could not create shared memory segment: No space left on device                                    | 系统的共享内存或信号量数量达到上限（磁盘并没有满）
            FATAL:  could not create semaphores: No space left on device                                               | 系统的共享内存或信号量数量达到上限（磁盘并没有满）
            FATAL:  could not map anonymous shared memory: Cannot allocate memory                                      | 内存不足
            FATAL:  could not write lock file "postmaster.pid": No space left on device                                | 磁盘已满：/home/客枢/.kehub/database/data/postmaster.pid
            PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device                              | 磁盘已满：/home/客枢/.kehub/database/data/pg_wal/xlogtemp.29
            FATAL:  could not create lock file "postmaster.pid": Read-only file system                                 | 文件系统是只读的
            FATAL:  could not write to file "pg_wal/xlogtemp.29": Disk quota exceeded                                  | 磁盘配额已用完
            FATAL:  could not open log file "/var/log/kehub/postgresql-Mon.log": Permission denied                     | 没有访问 /var/log/kehub/postgresql-Mon.log 的权限
            FATAL:  could not open file "No space left on device": Permission denied                                   | 没有访问 /home/客枢/.kehub/database/data/No space left on device 的权限
            FATAL:  could not open file "base/5/1259": Too many open files in system                                   | 打开的文件数达到系统上限
            FATAL:  insufficient file descriptors available to start server process                                    | 打开的文件数达到系统上限
            FATAL:  could not read file "global/pg_control": Input/output error                                        | 磁盘出错
            LOG:  could not fork new process for connection: Resource temporarily unavailable                          |
            FATAL:  could not fork checkpointer process: Resource temporarily unavailable                              | 进程数达到系统上限
            FATAL:  data directory "/home/a/database/data" has invalid permissions                                     | 数据目录 /home/a/database/data 的所有者或权限不对
            FATAL:  data directory "/home/a/database/data" has wrong ownership                                         | 数据目录 /home/a/database/data 的所有者或权限不对
            FATAL:  database files are incompatible with server                                                        | 另一个版本
            FATAL:  database locale is incompatible with operating system                                              | 区域设置
            FATAL:  configuration file "/home/a/data/postgresql.conf" contains errors                                  | 配置文件 /home/a/data/postgresql.conf 有错误
            PANIC:  could not locate a valid checkpoint record at 0/1526550                                            | 已损坏或不完整
            FATAL:  incorrect checksum in control file                                                                 | 已损坏或不完整
            initdb: error: could not create directory "/mnt/data.unfinished-1": Disk quota exceeded                    | 磁盘配额已用完
            initdb: error: cannot be run as root                                                                       | 不允许以 root
            initdb: error: invalid locale name "C.UTF-8"                                                               | 区域设置
            /h/bin/postgres: error while loading shared libraries: libz.so.1: cannot open shared object file           | libz.so.1
            creating directory /mnt/a ... initdb: error: could not create directory "/mnt/a": Permission denied        | 没有访问 /mnt/a 的权限
            LOG:  statement: select  FATAL:  could not write to file "a": No space left on device                      |
            ERROR:  could not extend file "base/5/1": No space left on device                                          |
            LOG:  a client said No space left on device                                                                |
            """)
    void theCauseIsTakenFromTheMessageThatEndedTheStartAndFromTheFileThatItNames(
            String message, @Nullable String cause) {
        var line = message.startsWith("/") || message.contains("initdb: ")
                ? message
                : "2026-11-29 02:31:39.123 UTC [4711] " + message;
        var written = "2026-11-29 02:31:39.000 UTC [4711] LOG:  starting PostgreSQL 18.6\n" + line + "\n"
                + "2026-11-29 02:31:39.200 UTC [4711] LOG:  database system is shut down\n";

        var explained = ServerMessages.explain(written, DATA).map(Explanation::chinese);

        if (cause == null) {
            assertThat(explained).isEmpty();
        } else {
            assertThat(explained).hasValueSatisfying(text -> assertThat(text).contains(cause));
        }
    }

    @Test
    void onlyAPortThatIsInUseIsTriedWithAnotherPort() {
        var bind = "2026-11-29 UTC [1] LOG:  could not bind IPv4 address \"127.0.0.1\": %s\n"
                + "2026-11-29 UTC [1] FATAL:  could not create any TCP/IP sockets\n";

        assertThat(ServerMessages.saysPortInUse(bind.formatted("Address already in use")))
                .isTrue();
        assertThat(ServerMessages.saysPortInUse(bind.formatted("Permission denied")))
                .isTrue();
        var missing = bind.formatted("Cannot assign requested address");
        assertThat(ServerMessages.saysPortInUse(missing)).isFalse();
        assertThat(ServerMessages.explain(missing, DATA))
                .hasValueSatisfying(cause -> assertThat(cause.chinese()).contains("127.0.0.1", "Cannot assign"));
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 磁盘已满",
        "设备上没有空间, 磁盘已满",
        "Disk quota exceeded, 磁盘配额已用完",
        "Read-only file system, 只读",
        "打开的文件过多, 打开的文件数",
        "File name too long, 太长"
    })
    void anErrorOfTheSystemIsToldInItsOwnWordsInEitherLanguage(String reason, String told) {
        var path = Path.of("/home/a/.kehub");

        assertThat(PostgresStartException.unwritable(path, new FileSystemException("/home/a/.kehub", null, reason)))
                .hasMessageContaining(told)
                .hasMessageContaining("/home/a/.kehub");
        assertThat(PostgresStartException.unwritable(path, new IOException(reason)))
                .hasMessageContaining(told);
    }

    @Test
    void aDeniedFileWhoseNameMentionsSpaceIsNotAFullDisk() {
        var path = Path.of("/home/No space left on device");

        assertThat(PostgresStartException.unwritable(path, new AccessDeniedException(path.toString())))
                .hasMessageContaining("没有访问 " + path + " 的权限")
                .hasMessageNotContaining("磁盘已满");
    }
}
