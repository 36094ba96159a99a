package io.kehub.wire.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

/** Readers of one list of ids, newest first, to which ids are added meanwhile. */
class PageMarksTest {

    private static final Duration REST = ListReads.TURN.plusMillis(1);

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-26T02:00:00Z"), ZoneOffset.UTC);
    private final PageMarks marks = new PageMarks(clock);
    private final List<Long> ids =
            new ArrayList<>(LongStream.rangeClosed(1, 12).boxed().toList().reversed());

    private void add(int number) {
        for (; number > 0; number--) {
            ids.addFirst(ids.getFirst() + 1);
        }
    }

    private List<Long> page(int index) {
        return page("list", "client", index, 3);
    }

    private List<Long> page(String list, String client, int index, int size) {
        var keyset = Keyset.newestFirst(this::cut, Long::longValue);
        var request = new PageRequest(index, size);
        return marks.turn(list + size, client, index, keyset)
                .read(request, keyset)
                .items();
    }

    private Page<Long> cut(PageRequest request) {
        return new Page<>(
                ids.stream()
                        .filter(id -> id < request.below())
                        .skip(request.offset())
                        .limit(request.size())
                        .toList(),
                ids.size(),
                request);
    }

    /** One who reads from the first page to the end. */
    private final class Reader {
        private final List<Long> there = List.copyOf(ids);
        private final List<Long> seen = new ArrayList<>();
        private final String list;
        private final String client;
        private final int size;
        private int next = 1;

        Reader() {
            this("list", "client", 3);
        }

        Reader(String list, String client, int size) {
            this.list = list;
            this.client = client;
            this.size = size;
            step();
        }

        boolean step() {
            var page = page(list, client, next++, size);
            seen.addAll(page);
            return !page.isEmpty();
        }

        Reader finish() {
            while (step()) {}
            return this;
        }
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEnded() {
        assertThat(page(1)).containsExactly(12L, 11L, 10L);
        add(2);

        assertThat(page(2)).containsExactly(9L, 8L, 7L);
        assertThat(page("other", "client", 2, 3))
                .as("another list begins where its number says")
                .containsExactly(11L, 10L, 9L);
    }

    @Test
    void twoReadersWhoTakeTurnsAreBothGivenEachRecordOnce() {
        var first = new Reader();
        add(3);
        var second = new Reader();
        for (var turn = 0; turn < 6; turn++) {
            first.step();
            add(1);
            second.step();
            add(2);
        }

        assertThat(first.seen).isEqualTo(first.there);
        assertThat(second.seen).isEqualTo(second.there);
    }

    @Test
    void threeReadersWhoTakeTurnsAreAllGivenEachRecordOnce() {
        var readers = new ArrayList<Reader>();
        for (var number = 0; number < 3; number++) {
            readers.add(new Reader());
            add(2);
        }
        for (var turn = 0; turn < 8; turn++) {
            readers.forEach(Reader::step);
            add(1);
        }

        assertThat(readers).allSatisfy(reader -> assertThat(reader.seen).isEqualTo(reader.there));
    }

    @Test
    void aReaderWhoStartsWhileAnotherIsHalfwayDisturbsNeither() {
        var first = new Reader();
        first.step();
        add(4);
        var second = new Reader();
        first.step();
        second.step();
        add(1);
        first.finish();
        second.finish();

        assertThat(first.seen).isEqualTo(first.there);
        assertThat(second.seen).isEqualTo(second.there);
    }

    @Test
    void readersOfDifferentPageSizesDoNotMeet() {
        var small = new Reader("list", "client", 2);
        add(3);
        var large = new Reader("list", "client", 5);
        add(1);
        large.finish();
        small.finish();

        assertThat(small.seen).isEqualTo(small.there);
        assertThat(large.seen).isEqualTo(large.there);
    }

    @Test
    void aReaderWhoStartsAgainIsGivenTheNewestAndGoesOnFromThere() {
        var first = new Reader();
        first.step();
        first.step();
        add(5);
        var again = new Reader().finish();

        assertThat(again.seen).isEqualTo(again.there);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPageThatIsRequestedAgainIsTheSameAndLosesNothing(long seed) {
        var random = new Random(seed);
        var seen = new ArrayList<Long>();
        var there = List.copyOf(ids);
        for (var index = 1; index <= 5; index++) {
            var given = page(index);
            add(random.nextInt(3));
            for (var again = random.nextInt(3); index > 1 && again > 0; again--) {
                assertThat(page(index)).isEqualTo(given);
                add(random.nextInt(3));
            }
            seen.addAll(given);
        }

        assertThat(seen).isEqualTo(there);
    }

    @Test
    void theFirstPageRequestedTwiceLosesNothing() {
        page(1);
        add(2);
        var there = List.copyOf(ids);

        var seen = new ArrayList<>(page(1));
        for (var index = 2; index <= 6; index++) {
            add(1);
            seen.addAll(page(index));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(there);
    }

    @Test
    void severalPagesOfNewRecordsBetweenTwoFirstPagesAreNotLost() {
        page(1);
        add(8);
        var there = List.copyOf(ids);

        var seen = new ArrayList<>(page(1));
        for (var index = 2; index <= 8; index++) {
            add(1);
            seen.addAll(page(index));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(there);
    }

    @Test
    void aReaderWhoLooksAtTheFirstPageNowAndThenReadsOnInOrder() {
        page(1);
        clock.add(REST);
        add(2);
        var reader = new Reader();
        add(1);

        assertThat(reader.finish().seen).isEqualTo(reader.there);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void readersOfSeveralClientsOrNamesReadAtAnySpeed(long seed) {
        var random = new Random(seed);
        var readers = new ArrayList<Reader>();
        for (var number = 0; number < 2; number++) {
            readers.add(new Reader("list", "client " + number, 3));
            readers.add(new Reader("list of reader " + number, "client", 3));
            add(random.nextInt(4));
        }
        for (var step = 0; step < 80; step++) {
            readers.get(random.nextInt(readers.size())).step();
            add(random.nextInt(3));
        }
        readers.forEach(Reader::finish);

        assertThat(readers).allSatisfy(reader -> assertThat(reader.seen).isEqualTo(reader.there));
    }

    @Test
    void aReaderWhoStaysBehindIsGivenRecordsAgainRatherThanNone() {
        var slow = new Reader();
        add(2);
        var fast = new Reader();
        fast.finish();
        add(1);
        slow.finish();

        assertThat(fast.seen).hasSameElementsAs(fast.there);
        assertThat(slow.seen).containsAll(slow.there);
    }

    @Test
    void aPageOutOfOrderStartsAtItsNumberAndReadingContinuesFromIt() {
        page(1);
        add(1);
        var third = page(3);
        add(2);

        assertThat(third).containsExactly(7L, 6L, 5L);
        assertThat(page(3)).as("requested again at once").isEqualTo(third);
        assertThat(page(4)).containsExactly(4L, 3L, 2L);
        assertThat(page(2)).as("the first read goes on").containsExactly(9L, 8L, 7L);
        clock.add(REST);
        assertThat(page("other", "client", 3, 3)).containsExactly(9L, 8L, 7L);
    }

    @Test
    void aReaderWhoPagesBackIsGivenTheSamePages() {
        var pages = List.of(page(1), page(2), page(3));
        add(4);

        assertThat(page(2)).isEqualTo(pages.get(1));
        assertThat(page(3)).isEqualTo(pages.get(2));
        assertThat(page(1)).as("the first page shows the newest").containsExactly(16L, 15L, 14L);
    }

    @Test
    void deletedRecordsMakeNoGap() {
        page(1);
        ids.remove(11L);
        ids.remove(9L);

        assertThat(page(2)).containsExactly(8L, 7L, 6L);
    }

    @Test
    void aReadThatRestedTooLongIsForgotten() {
        page(1);
        add(1);
        clock.add(PageMarks.KEPT.plusMillis(1));

        assertThat(page(2)).as("begins where its number says").containsExactly(10L, 9L, 8L);
    }

    @Test
    void manyReadsAtOnceAndManyPagesAreBounded() {
        for (var number = 0; number < 1000; number++) {
            add(1);
            page(1);
        }
        var reader = new Reader("long", "client", 1);

        assertThat(reader.finish().seen).isEqualTo(reader.there);
    }

    @Test
    void aClockSetBackKeepsAPageNoLonger() {
        page(1);
        add(1);

        clock.add(Duration.ofDays(-1));
        assertThat(page(2)).as("goes on").containsExactly(9L, 8L, 7L);
        clock.add(PageMarks.KEPT.plusMillis(1));

        assertThat(page(2)).as("begins where its number says").containsExactly(10L, 9L, 8L);
    }
}
