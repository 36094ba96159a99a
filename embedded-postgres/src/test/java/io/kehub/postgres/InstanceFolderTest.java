package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {

    @TempDir
    Path temporary;

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws IOException {
        var home = temporary.resolve("home");
        var left =
                Files.createDirectories(home.resolve("tmp/run-killed/uploads")).resolve("import-1.csv");
        Files.writeString(left, "wx_id\nzhangsan\n");
        Files.createFile(home.resolve("tmp/run-killed.lock"));

        try (var started = InstanceFolder.open(home)) {
            assertThat(home.resolve("tmp/run-killed")).doesNotExist();
            assertThat(home.resolve("tmp/run-killed.lock")).doesNotExist();
            assertThat(started.folder("uploads")).isDirectory();
        }
    }

    @Test
    void theFolderOfARunningProcessStays() throws IOException {
        try (var first = InstanceFolder.open(temporary)) {
            var upload = Files.createFile(first.folder("uploads").resolve("import-1.csv"));
            try (var second = InstanceFolder.open(temporary)) {
                assertThat(second.folder("uploads")).isNotEqualTo(first.folder("uploads"));
            }
            assertThat(upload).exists();
        }
    }

    @Test
    void aStopLeavesNothing() throws IOException {
        try (var folder = InstanceFolder.open(temporary)) {
            Files.createFile(folder.folder("uploads").resolve("import-1.csv"));
        }
        try (var left = Files.list(temporary.resolve("tmp"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("lock");
        }
    }

    @Test
    void onlyTheOwnerCanEnterIt() throws IOException {
        var home = temporary.resolve("home");
        try (var folder = InstanceFolder.open(home)) {
            var run = folder.folder("uploads").resolveSibling("");
            for (var each : List.of(home, home.resolve("tmp"), run)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo("rwx------");
            }
        }
    }
}
