package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the operating system about files and folders, recognised by the C library's text: English, as PostgreSQL is
 * run, or Chinese, as the JVM reports them under a Chinese locale.
 */
enum OsError {
    NO_SPACE(
            List.of("No space left on device", "设备上没有空间"),
            "磁盘已满：%s 所在的磁盘没有空间。",
            "The disk is full: there is no room for %s.",
            "请腾出至少 300 MB 空间后重新启动，已保存的数据不受影响。",
            "Make at least 300 MB of room and start again; what was saved is not affected."),
    QUOTA(
            List.of("Disk quota exceeded", "Disc quota exceeded", "超出磁盘限额"),
            "磁盘配额已用完：无法写入 %s。",
            "The disk quota of this user is used up: %s can't be written.",
            "请提高配额或删除不需要的文件，或用 --home 指定另一个磁盘上的目录。",
            "Raise the quota or delete files, or name a folder on another disk with --home."),
    READ_ONLY(
            List.of("Read-only file system", "只读文件系统"),
            "%s 所在的文件系统是只读的。",
            "The file system of %s is read-only.",
            "请以可写方式挂载它，或用 --home 指定一个可写的目录。",
            "Mount it writable, or name a writable folder with --home."),
    DENIED(
            List.of("Permission denied", "Operation not permitted", "权限不够", "不允许的操作"),
            "没有访问 %s 的权限。",
            "Access to %s is denied.",
            "请检查它和上级目录的所有者和权限，或用 --home 指定另一个目录。",
            "See who owns it and its parents and their permissions, or name another folder with --home."),
    TOO_MANY_FILES(
            List.of("Too many open files", "打开的文件过多"),
            "打开的文件数达到系统上限（%s）。",
            "The limit of open files is reached (%s).",
            "请提高上限（ulimit -n，systemd 的 LimitNOFILE，或 fs.file-max），至少 4096。",
            "Raise it to at least 4096 (ulimit -n, LimitNOFILE of systemd, or fs.file-max)."),
    NAME_TOO_LONG(
            List.of("File name too long", "文件名过长"),
            "路径 %s 太长。",
            "The path %s is too long.",
            "请用 --home 指定一个路径较短的目录。",
            "Name a folder with a shorter path with --home."),
    DAMAGED_DISK(
            List.of("Input/output error", "输入/输出错误"),
            "读写 %s 时磁盘出错。",
            "The disk failed while %s was read or written.",
            "请检查磁盘和系统日志，并从备份恢复。",
            "See the disk and the system's log, and restore from a backup.");

    private final List<String> texts;
    private final String chinese;
    private final String english;
    private final String chineseAdvice;
    private final String englishAdvice;

    OsError(List<String> texts, String chinese, String english, String chineseAdvice, String englishAdvice) {
        this.texts = texts;
        this.chinese = chinese;
        this.english = english;
        this.chineseAdvice = chineseAdvice;
        this.englishAdvice = englishAdvice;
    }

    /** The error at the end of a message; null if none is known. File names in the message are not matched. */
    static @Nullable OsError endOf(String message) {
        var end = message.strip();
        for (var error : values()) {
            // "Too many open files in system" is the limit of the whole machine
            if (error.texts.stream().anyMatch(text -> end.endsWith(text) || end.endsWith(text + " in system"))) {
                return error;
            }
        }
        return null;
    }

    /** The error of a JDK exception; null if none is known. */
    static @Nullable OsError of(IOException failure) {
        return failure instanceof AccessDeniedException ? DENIED : endOf(reason(failure));
    }

    /** The operating system's text in an exception, without the path. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof FileSystemException reported && reported.getReason() != null) {
            return reported.getReason();
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    Explanation about(Object path) {
        return new Explanation(chinese.formatted(path), english.formatted(path), chineseAdvice, englishAdvice);
    }
}
