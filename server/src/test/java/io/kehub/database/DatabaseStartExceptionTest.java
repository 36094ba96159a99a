package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.postgres.HomeFolder;
import io.kehub.postgres.InstanceFolder;
import io.kehub.postgres.PostgresStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseStartExceptionTest {

    @TempDir
    Path temporary;

    @Test
    void anUnusableHomeIsReportedInTheWordsOfTheEmbeddedServer() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "text");

        assertThat(messageAfter(() -> HomeFolder.open(file))).contains(file + " 不是目录", "--home");
        assertThat(messageAfter(() -> InstanceFolder.open(file))).contains(file + " 不是目录", "--home");
    }

    private static String messageAfter(ThrowingCallable attempt) {
        var failure = catchThrowableOfType(PostgresStartException.class, attempt);
        var wrapped = new IllegalStateException("a bean could not be made", failure);
        return DatabaseStartException.in(wrapped).orElseThrow().getMessage();
    }

    @Test
    void aFailureThatHasNothingToDoWithTheDatabaseIsNotExplained() {
        assertThat(DatabaseStartException.in(new IllegalStateException("other")))
                .isEmpty();
    }
}
