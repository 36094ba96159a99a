package io.kehub.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Contacts composed from the short names of companies: region + short name + trade + form, as Chinese firms are named.
 * The WeChat ids are made up, there are no phones and no persons, and the same names come out each time.
 */
final class DemoContacts {

    private static final List<String> REGIONS = List.of("重庆", "上海", "深圳", "杭州", "成都", "苏州", "武汉", "西安", "青岛", "长沙");
    private static final List<String> TRADES = List.of("科技", "贸易", "电子", "机械", "新能源", "食品", "建材", "物流", "服饰", "医疗器械");
    private static final List<String> FORMS = List.of("有限公司", "股份有限公司", "有限责任公司");

    private DemoContacts() {}

    /** A CSV file with a header and the first {@code count} contacts, as {@code /api/hub/contacts/import} takes it. */
    static String csv(int count) {
        var names = shortNames().subList(0, count);
        // a fixed seed: two runs of the demo can be compared line by line
        var choice = new Random(3208);
        var file = new StringWriter();
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("wx_id", "remark", "confidence", "owner");
            for (var i = 0; i < names.size(); i++) {
                csv.writeRecord(
                        "wxid_demo_%04d".formatted(i + 1),
                        REGIONS.get(choice.nextInt(REGIONS.size()))
                                + names.get(i)
                                + TRADES.get(choice.nextInt(TRADES.size()))
                                + FORMS.get(choice.nextInt(FORMS.size())),
                        String.valueOf(60 + choice.nextInt(41)),
                        "");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toString();
    }

    private static List<String> shortNames() {
        try (var names =
                Objects.requireNonNull(DemoContacts.class.getResourceAsStream("/demo/company-short-names.txt"))) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
