package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    Path temporary;

    @Test
    void aFolderIsDeletedWithItsContentAndWhatItsLinksLeadToStays() throws IOException {
        assumeFalse(PostgresBinaries.Platform.isWindows(), "Windows allows links to administrators only");
        var folder = temporary.resolve("folder");
        Files.createDirectories(folder.resolve("with/more"));
        Files.writeString(folder.resolve("with/more/file"), "text");
        var other = Files.createDirectory(temporary.resolve("other"));
        var kept = Files.writeString(other.resolve("file"), "text");
        Files.createSymbolicLink(folder.resolve("to a folder"), other);
        Files.createSymbolicLink(folder.resolve("to nothing"), temporary.resolve("nothing"));

        Folders.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(kept).hasContent("text");
    }

    @Test
    void aLinkToAFolderIsDeletedItself() throws IOException {
        assumeFalse(PostgresBinaries.Platform.isWindows(), "Windows allows links to administrators only");
        var kept = Files.writeString(temporary.resolve("file"), "text");
        var link = Files.createSymbolicLink(temporary.resolve("link"), temporary);

        Folders.delete(link);

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(kept).exists();
    }

    @Test
    void whatIsMissingNeedsNoDeleting() {
        assertThatCode(() -> Folders.delete(temporary.resolve("missing"))).doesNotThrowAnyException();
    }
}
