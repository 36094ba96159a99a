package io.kehub.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How PostgreSQL, which refuses to run as root, is started by root. Best is a user namespace ({@code unshare -U}): the
 * files stay root's and no other user can reach them. Where that is not permitted, as in many containers, it is a user
 * without rights ({@code setpriv}), to whom the database folder is handed over. Who is not root starts it plainly; so
 * does everybody on Windows, where PostgreSQL itself says so when it is started by an administrator.
 *
 * @param prefix what stands before the command; empty for who is not root
 */
record Unprivileged(List<String> prefix) {

    /** The user {@code nobody} of every Linux. */
    private static final int NOBODY = 65534;

    private static final int ROOT = 0;

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");

    /**
     * Finds the way that works here, by trying it, and gives the database folder to the user that will own it.
     *
     * @param postgres the server's program, which that user must be able to run
     * @param folder the database folder, which that user must be able to write
     * @throws PostgresStartException when root can't shed its rights here
     */
    static Unprivileged find(Path home, Path postgres, Path folder) {
        if (!isRoot()) {
            return new Unprivileged(List.of());
        }
        try {
            handOver(folder, ROOT);
            var inNamespace = attempt(NAMESPACE, postgres, folder);
            if (inNamespace.isGood()) {
                return new Unprivileged(NAMESPACE);
            }
            letOthersPass(home, postgres);
            handOver(folder, NOBODY);
            var asOther = attempt(OTHER_USER, postgres, folder);
            if (asOther.isGood()) {
                return new Unprivileged(OTHER_USER);
            }
            throw neither(folder, inNamespace, asOther);
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(folder, failure);
        }
    }

    private static PostgresStartException neither(
            Path folder, ProcessRunner.Result first, ProcessRunner.Result second) {
        return PostgresStartException.withLog(
                "PostgreSQL 不允许以 root 运行，而在本机无法放弃 root 权限使用 %s。请以普通用户启动 KeHub，或用 --home 指定一个所有用户都能进入其上级目录的目录。"
                        .formatted(folder),
                "PostgreSQL refuses to run as root, and root's rights could not be shed here to use %s. Start KeHub as an ordinary user, or name a folder with --home whose parents every user may enter."
                        .formatted(folder),
                "unshare -U: " + first.output().strip() + System.lineSeparator() + "setpriv: "
                        + second.output().strip(),
                null);
    }

    private static boolean isRoot() {
        return !PostgresBinaries.Platform.isWindows()
                && ProcessRunner.run(List.of("id", "-u")).output().strip().equals("0");
    }

    private static ProcessRunner.Result attempt(List<String> prefix, Path postgres, Path folder) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                "sh",
                "-c",
                "test -w \"$2\" || { echo \"no access to $2\"; exit 1; }; \"$1\" --version",
                "sh",
                postgres.toString(),
                folder.toString()));
        return ProcessRunner.run(command);
    }

    private static void handOver(Path folder, int user) throws IOException {
        if (owner(folder) == user && (!Files.exists(folder.resolve("data")) || owner(folder.resolve("data")) == user)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    /** Lets other users through to the programs and the database folder, which stays closed to all but its owner. */
    private static void letOthersPass(Path home, Path postgres) throws IOException {
        letOthersPass(home);
        for (var folder = postgres.getParent();
                folder != null && folder.startsWith(home);
                folder = folder.getParent()) {
            letOthersPass(folder);
        }
    }

    private static void letOthersPass(Path folder) throws IOException {
        var permissions = Files.getPosixFilePermissions(folder);
        if (permissions.addAll(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE))) {
            Files.setPosixFilePermissions(folder, permissions);
        }
    }

    /** The command as it must be called. */
    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }
}
