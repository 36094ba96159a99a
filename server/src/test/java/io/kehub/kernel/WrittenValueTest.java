package io.kehub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-1-8",
                "2026-01-08",
                "2026/1/8",
                " 2026-01-08 ",
                "２０２６－０１－０８",
                "２０２６／１／８",
                "\u202D2026-1-8\u202C",
                "2026-1-8 9:05",
                "2026-01-08T09:05:59",
                "2026-01-08\u300009:05:59.125"
            })
    void aDayIsReadInEverySpelling(String text) {
        assertThat(WrittenValue.day(text)).contains(LocalDate.of(2026, 1, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-2-30", "2026-13-1", "0000-1-1", "2026-1-8 24:00", "2026-1-8 9:60", "2023-02-29"})
    void aDayThatDoesNotExistIsInvalid(String text) {
        assertThatThrownBy(() -> WrittenValue.date(text)).isInstanceOf(DateTimeException.class);
        assertThat(WrittenValue.day(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20260108", "1767830400", "26-1-8", "2026年1月8日", "2026-1-8 9", "8/1/2026", "2026.1.8"})
    void anotherFormatIsNotADay(String text) {
        assertThat(WrittenValue.date(text)).isEmpty();
    }

    @Test
    void aTimeKeepsThePrecisionOfItsText() {
        assertThat(WrittenValue.date("2026-1-8 9:05"))
                .contains(new WrittenValue.Date(LocalDate.of(2026, 1, 8), LocalTime.of(9, 5), ChronoUnit.MINUTES));
        assertThat(WrittenValue.date("2026-1-8 9:05:07.5"))
                .contains(new WrittenValue.Date(
                        LocalDate.of(2026, 1, 8), LocalTime.of(9, 5, 7, 500_000_000), ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.50|1234.50",
                "1,234.50|1234.50",
                "１，２３４．５０|1234.50",
                "+7|7",
                "－7|-7",
                "\u22127|-7",
                " 12 |12",
                "\u202D12\u202C|12",
                "007|7"
            })
    void aNumberIsReadInEverySpelling(String text, String number) {
        assertThat(WrittenValue.number(text).orElseThrow()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,23",
                "12,34,567",
                "1.2.3",
                "１0²",
                "½",
                "1 234",
                "1e400",
                "0x1F",
                "٣",
                "--1",
                "NaN",
                "1,",
                "."
            })
    void anotherFormIsNoNumber(String text) {
        assertThat(WrittenValue.number(text)).isEmpty();
    }

    @Test
    void anIdIsAWholePositiveNumberAndNoList() {
        assertThat(WrittenValue.id("１０００１")).contains(10001L);
        assertThat(WrittenValue.id("10001.0")).contains(10001L);
        assertThat(WrittenValue.id("101,102")).isEmpty();
        assertThat(WrittenValue.id("9223372036854775808")).isEmpty();
        assertThat(WrittenValue.id("0")).isEmpty();
        assertThat(WrittenValue.id("1.5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "TRUE,true", "Ｔrue,true", "是,true", "0,false", "false,false", "' 否 ',false", "０,false"})
    void yesAndNoAreReadInEverySpelling(String text, boolean flag) {
        assertThat(WrittenValue.flag(text)).contains(flag);
    }
}
