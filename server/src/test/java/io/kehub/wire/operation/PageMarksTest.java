package io.kehub.wire.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageMarksTest {

    private final HandClock clock = HandClock.at(Instant.parse("2026-11-26T02:00:00Z"));
    private final PageMarks marks = new PageMarks(clock);

    @Test
    void thePageAfterOneThatWasGivenIsKnown() {
        marks.ended(List.of("list"), 1, 90);
        marks.ended(List.of("list"), 2, 80);

        assertThat(marks.end(List.of("list"), 1)).isEqualTo(90);
        assertThat(marks.end(List.of("list"), 2)).isEqualTo(80);
        assertThat(marks.end(List.of("list"), 3)).isNull();
        assertThat(marks.end(List.of("other"), 1)).isNull();
    }

    @Test
    void aPageThatIsGivenAgainEndsWhereItEndsNow() {
        marks.ended("list", 1, 90);
        marks.ended("list", 1, 95);

        assertThat(marks.end("list", 1)).isEqualTo(95);
    }

    @Test
    void aPageThatNobodyReadOnFromIsForgotten() {
        marks.ended("list", 1, 90);

        clock.advance(PageMarks.KEPT.minusMillis(1));
        assertThat(marks.end("list", 1)).isEqualTo(90);
        clock.advance(Duration.ofMillis(1));
        assertThat(marks.end("list", 1)).isNull();
    }

    @Test
    void aClockSetBackKeepsAPageNoLonger() {
        marks.ended("list", 1, 90);

        clock.advance(Duration.ofDays(-1));
        assertThat(marks.end("list", 1)).isEqualTo(90);
        clock.advance(PageMarks.KEPT);
        assertThat(marks.end("list", 1)).isNull();
    }
}
