package io.kehub.wire.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageMarksTest {

    private final HandClock clock = HandClock.at(Instant.parse("2026-11-26T02:00:00Z"));
    private final PageMarks marks = new PageMarks(clock);

    @Test
    void thePageAfterOneThatWasGivenIsKnown() {
        marks.ended("list", 1, 90);
        marks.ended("list", 2, 80);

        assertThat(marks.end("list", 1)).hasValue(90);
        assertThat(marks.end("list", 2)).hasValue(80);
        assertThat(marks.end("list", 3)).isEmpty();
        assertThat(marks.end("other", 1)).isEmpty();
    }

    @Test
    void aPageThatIsGivenAgainEndsWhereItEndsNow() {
        marks.ended("list", 1, 90);
        marks.ended("list", 2, 80);
        marks.ended("list", 1, 95);

        assertThat(marks.end("list", 1)).hasValue(95);
        assertThat(marks.end("list", 2)).hasValue(80);
    }

    @Test
    void aListThatNobodyReadOnIsForgotten() {
        marks.ended("list", 1, 90);

        clock.advance(PageMarks.KEPT);
        assertThat(marks.end("list", 1)).hasValue(90);
        clock.advance(Duration.ofSeconds(1));
        assertThat(marks.end("list", 1)).isEmpty();
    }

    @Test
    void neitherListsNorPagesPileUp() {
        IntStream.rangeClosed(1, 200).forEach(page -> marks.ended("long", page, 1_000 - page));

        assertThat(marks.end("long", 200)).hasValue(800);
        assertThat(marks.end("long", 100)).isEmpty();

        IntStream.range(0, 5_000).forEach(number -> marks.ended(number, 1, 1));
        assertThat(marks.end("long", 200)).isEmpty();
        assertThat(marks.end(4_999, 1)).isPresent();
    }
}
