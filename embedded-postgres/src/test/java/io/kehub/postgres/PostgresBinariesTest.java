package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.postgres.PostgresBinaries.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
        "Windows Server 2022, amd64, postgres-windows-x86_64.txz"
    })
    void eachPlatformHasItsFile(String os, String arch, String resource) {
        assertThat(Platform.of(os, arch).resource()).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, aarch64, linux-arm64",
        "Mac OS X, aarch64, macos-arm64",
        "Mac OS X, x86_64, macos",
        "Windows 11, amd64, windows"
    })
    void aJarForAnotherPlatformNamesTheBuildThatHelps(String os, String arch, String profile, @TempDir Path folder) {
        assertThatThrownBy(() -> PostgresBinaries.unpackedBelow(folder, Platform.of(os, arch)))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("用 mvn -P" + profile + " package 重新构建")
                .hasMessageContaining("Build it with mvn -P" + profile + " package")
                .hasMessageContaining("--db-url");
    }

    @Test
    void aPlatformWithoutBinariesIsAdvisedToUseAnExternalServer(@TempDir Path folder) {
        assertThatThrownBy(() -> PostgresBinaries.unpackedBelow(folder, Platform.of("Linux", "riscv64")))
                .hasMessageContaining("linux-riscv64")
                .hasMessageContaining("--db-url")
                .hasMessageNotContaining("mvn");
    }

    @Test
    void whatAKilledProgramLeftHalfUnpackedIsNeverUsedAndGoesAway(@TempDir Path folder) throws IOException {
        var abandoned = Files.createDirectories(folder.resolve("unpacking-1/bin"));
        Files.setLastModifiedTime(abandoned.getParent(), FileTime.from(Instant.EPOCH));
        var young = Files.createDirectory(folder.resolve("unpacking-2"));

        var began = System.nanoTime();
        var binaries = PostgresBinaries.unpackedBelow(folder, Platform.current());
        System.out.printf("unpacking: %d ms%n", (System.nanoTime() - began) / 1_000_000);

        binaries.mustRun();
        assertThat(binaries.folder())
                .hasFileName(binaries.version() + "-" + Platform.current().name());
        assertThat(abandoned.getParent()).doesNotExist();
        assertThat(young).as("of another program, which may be at it").exists();

        Files.delete(binaries.folder().resolve("share/postgresql/psqlrc.sample"));
        assertThat(PostgresBinaries.unpackedBelow(folder, Platform.current())).isEqualTo(binaries);
        assertThat(binaries.folder().resolve("share/postgresql/psqlrc.sample"))
                .as("unpacked once only")
                .doesNotExist();
    }
}
