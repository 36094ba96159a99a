package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.WorkFolder;
import org.junit.jupiter.api.Test;

class TemporaryFilesTest {

    @Test
    void uploadsAreStoredInTheHomeEvenWithAnExternalDatabase() {
        try (var server = KeHubServer.start()) {
            var uploads = server.part(WorkFolder.class).path();

            assertThat(uploads).exists();
            assertThat(uploads.toString()).contains("/home-").contains("/tmp/run-");
            assertThat(uploads.resolveSibling("web")).exists();
        }
    }
}
