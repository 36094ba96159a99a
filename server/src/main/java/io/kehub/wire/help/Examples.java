package io.kehub.wire.help;

import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;

/** One request and its answer per operation and dialect: the golden files of the contract, which come along in the jar. */
final class Examples {

    Optional<String> request(Operation<?> operation, DialectId dialect) {
        return file(operation, dialect, "request");
    }

    Optional<String> answer(Operation<?> operation, DialectId dialect) {
        return file(operation, dialect, "answer");
    }

    private static Optional<String> file(Operation<?> operation, DialectId dialect, String kind) {
        var file = new ClassPathResource("contract/%s/%s.%s.json".formatted(operation.id(), dialect.id(), kind));
        try {
            return file.exists() ? Optional.of(file.getContentAsString(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
