package io.kehub.erp.dictionary;

import static io.kehub.erp.dictionary.DictionaryName.AREA;
import static io.kehub.erp.dictionary.DictionaryName.CUSTOMER_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DictionariesTest {

    private static final String NAMED_SOURCES = "微信、网络、电话、邮件、展会、老客户介绍、线下拜访、广告、其他";
    private static final String TEN_SOURCES = NAMED_SOURCES + "，或留空";
    private static final String FREE = "，或其他文字（一行，最多 50 个字）";
    private static final DataSource DATABASE = TestDatabase.fresh().dataSource();

    private final Dictionaries dictionaries = DictionaryTestKit.on(DATABASE);

    @BeforeEach
    void asShipped() {
        var jdbc = JdbcClient.create(DATABASE);
        jdbc.sql("delete from dictionary_entry where id > 100").update();
        jdbc.sql("update dictionary_entry set enabled = true").update();
        jdbc.sql("update dictionary_setting set free_values = false, had_free_values = false")
                .update();
    }

    @Test
    void theTenSourcesOfTheQuickReferenceStandInItsOrder() {
        var entries = dictionaries.entries(CUSTOMER_SOURCE);

        assertThat(entries)
                .extracting(Entry::text)
                .containsExactly("微信", "网络", "电话", "邮件", "展会", "老客户介绍", "线下拜访", "广告", "其他", "");
        assertThat(entries).allMatch(Entry::enabled);
        assertThat(entries).extracting(Entry::id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(dictionaries.allowsFreeValues(CUSTOMER_SOURCE)).isFalse();
    }

    @Test
    void anEntryIsAcceptedWithBlanksAroundIt() {
        assertThat(dictionaries.accept(CUSTOMER_SOURCE, "　微信 ", "source")).isEqualTo("微信");
    }

    @Test
    void theEmptyTextIsAnEntryLikeAnyOther() {
        assertThat(dictionaries.accept(CUSTOMER_SOURCE, "", "source")).isEmpty();
        assertThat(dictionaries.accept(CUSTOMER_SOURCE, "  ", "source")).isEmpty();

        dictionaries.enable(CUSTOMER_SOURCE, 10, false);

        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "", "source")))
                .isEqualTo(invalid("source", "空值已停用", "微信、网络、电话、邮件、展会、老客户介绍、线下拜访、广告、其他"));
    }

    @Test
    void anUnknownValueIsRefusedAndTheAllowedOnesAreNamed() {
        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "抖音", "source")))
                .isEqualTo(invalid("source", "“抖音”不在可选值之内", TEN_SOURCES));
    }

    @Test
    void anUnknownFilterNamesTheTextsThatFilterIncludingDisabledOnesAndNotTheEmptyOne() {
        dictionaries.enable(CUSTOMER_SOURCE, 5, false);

        assertThat(refusal(() -> dictionaries.acceptAsFilter(CUSTOMER_SOURCE, "抖音", "source")))
                .isEqualTo(invalid("source", "“抖音”不在可选值之内", NAMED_SOURCES));
        assertThat(refusal(() -> dictionaries.acceptAsFilter(CUSTOMER_SOURCE, "x".repeat(51), "source")))
                .isEqualTo(invalid("source", "客户来源太长：共 51 个字", NAMED_SOURCES));
        assertThat(NAMED_SOURCES.split("、"))
                .allSatisfy(text -> assertThat(dictionaries.acceptAsFilter(CUSTOMER_SOURCE, text, "source"))
                        .isEqualTo(text));
    }

    @Test
    void anAddedEntryIsLastAndKeepsItsSpelling() {
        var added = dictionaries.add(CUSTOMER_SOURCE, " TikTok 直播 ");

        assertThat(added.text()).isEqualTo("TikTok 直播");
        assertThat(added.enabled()).isTrue();
        assertThat(dictionaries.entries(CUSTOMER_SOURCE)).last().isEqualTo(added);
        assertThat(dictionaries.accept(CUSTOMER_SOURCE, "ｔｉｋｔｏｋ 直播", "source")).isEqualTo("TikTok 直播");
        assertThat(dictionaries.acceptAsFilter(CUSTOMER_SOURCE, "TIKTOK 直播", "source"))
                .isEqualTo("TikTok 直播");
    }

    @Test
    void anEntryThatDiffersOnlyInCaseOrWidthConflicts() {
        dictionaries.add(CUSTOMER_SOURCE, "ABC");

        assertThat(refusal(() -> dictionaries.add(CUSTOMER_SOURCE, "ａｂｃ")))
                .isEqualTo(Problem.Conflict.field("text", "“ａｂｃ”已存在", "未使用过的文字；若该项已停用，请重新启用"));
        assertThat(dictionaries.entries(CUSTOMER_SOURCE)).hasSize(11);
    }

    @Test
    void aDisabledEntryIsRefusedInNewRecordsAndStillFindsOldOnes() {
        var disabled = dictionaries.enable(CUSTOMER_SOURCE, 5, false);

        assertThat(disabled).isEqualTo(new Entry(5, null, "展会", 5, false));
        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "展会", "source")))
                .isEqualTo(invalid("source", "“展会”已停用", TEN_SOURCES.replace("展会、", "")));
        assertThat(dictionaries.acceptAsFilter(CUSTOMER_SOURCE, "展会", "source")).isEqualTo("展会");
        assertThat(dictionaries.entries(CUSTOMER_SOURCE)).contains(disabled);

        dictionaries.enable(CUSTOMER_SOURCE, 5, true);

        assertThat(dictionaries.accept(CUSTOMER_SOURCE, "展会", "source")).isEqualTo("展会");
    }

    @Test
    void anEntryThatDoesNotExistCannotBeEnabled() {
        assertThat(refusal(() -> dictionaries.enable(CUSTOMER_SOURCE, 999, true)))
                .isEqualTo(new Problem.NotFound(
                        "no_such_entry", "字典中没有编号为 999 的项", List.of(new FieldError("id", "没有编号为 999 的项", "字典列表中的编号"))));
    }

    @Test
    void freeValuesAreStoredAsGivenOnceTheyAreAllowed() {
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, true);

        assertThat(dictionaries.allowsFreeValues(CUSTOMER_SOURCE)).isTrue();
        assertThat(dictionaries.accept(CUSTOMER_SOURCE, " 抖音 ", "source")).isEqualTo("抖音");
        assertThat(dictionaries.entries(CUSTOMER_SOURCE)).hasSize(10);
    }

    @Test
    void aDisabledEntryIsRefusedEvenWhereFreeValuesAreAllowed() {
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, true);
        dictionaries.enable(CUSTOMER_SOURCE, 8, false);

        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "广告", "source")))
                .isEqualTo(invalid("source", "“广告”已停用", TEN_SOURCES.replace("广告、", "") + FREE));
    }

    @Test
    void storedFreeValuesAreStillFoundAfterFreeValuesAreForbidden() {
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, true);
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, false);

        assertThat(dictionaries.acceptAsFilter(CUSTOMER_SOURCE, "抖音", "source")).isEqualTo("抖音");
        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "抖音", "source")))
                .isEqualTo(invalid("source", "“抖音”不在可选值之内", TEN_SOURCES));
    }

    @Test
    void aTextHasAtMostFiftyCharacters() {
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, true);
        var longest = "𠮷".repeat(50);

        assertThat(dictionaries.add(CUSTOMER_SOURCE, longest).text()).isEqualTo(longest);
        assertThat(refusal(() -> dictionaries.add(CUSTOMER_SOURCE, longest + "客")))
                .isEqualTo(invalid("text", "文字太长：共 51 个字", "1 至 50 个字，不含换行和控制字符"));
        assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, "x".repeat(51), "source")))
                .isEqualTo(invalid("source", "客户来源太长：共 51 个字", NAMED_SOURCES + "、" + longest + "，或留空" + FREE));
    }

    @Test
    void lineBreaksAndControlCharactersAreRejected() {
        dictionaries.allowFreeValues(CUSTOMER_SOURCE, true);

        for (var unclean : List.of("微\n信", "微\0信", "微\uD842信", "微\t信")) {
            assertThat(refusal(() -> dictionaries.add(CUSTOMER_SOURCE, unclean)))
                    .isEqualTo(invalid("text", "文字的第 2 个字是换行或控制字符", "1 至 50 个字，不含换行和控制字符"));
            assertThat(refusal(() -> dictionaries.accept(CUSTOMER_SOURCE, unclean, "source")))
                    .isInstanceOf(Problem.Invalid.class);
            assertThat(refusal(() -> dictionaries.acceptAsFilter(CUSTOMER_SOURCE, unclean, "source")))
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void anEmptyEntryCannotBeAdded() {
        assertThat(refusal(() -> dictionaries.add(CUSTOMER_SOURCE, " 　")))
                .isEqualTo(invalid("text", "文字不能为空", "1 至 50 个字，不含换行和控制字符"));
    }

    @Test
    void aDictionaryHasAtMostAThousandEntriesAlsoUnderConcurrentAdds() throws Exception {
        IntStream.range(0, 985).forEach(number -> dictionaries.add(CUSTOMER_SOURCE, "来源" + number));
        List<Callable<Boolean>> adding = new ArrayList<>();
        for (var number = 0; number < 10; number++) {
            var text = "同时" + number;
            adding.add(() -> {
                try {
                    dictionaries.add(CUSTOMER_SOURCE, text);
                    return true;
                } catch (ProblemException e) {
                    assertThat(e.problem()).isEqualTo(invalid("text", "该字典已有 1000 项，不能再添加", "最多 1000 项，停用的也计算在内"));
                    return false;
                }
            });
        }

        try (var threads = Executors.newFixedThreadPool(10)) {
            var added =
                    threads.invokeAll(adding).stream().map(Future::resultNow).toList();
            assertThat(added).filteredOn(done -> done).hasSize(5);
        }
        assertThat(dictionaries.entries(CUSTOMER_SOURCE)).hasSize(1000);
    }

    @Test
    void entriesOfATreeStandBelowOthersAndAreFoundWithThem() {
        var chongqing = dictionaries.add(AREA, "重庆市");
        var yubei = dictionaries.add(AREA, "渝北区", chongqing.id());
        dictionaries.add(AREA, "照母山", yubei.id());
        dictionaries.add(AREA, "成都市");

        assertThat(yubei.parent()).isEqualTo(chongqing.id());
        assertThat(dictionaries.withThoseBelow(AREA, "重庆市")).containsExactly("重庆市", "渝北区", "照母山");
        assertThat(dictionaries.withThoseBelow(AREA, "照母山")).containsExactly("照母山");
        assertThat(dictionaries.withThoseBelow(AREA, "没有的区域")).containsExactly("没有的区域");
    }

    @Test
    void aTreeIsNoDeeperThanFive() {
        var above = dictionaries.add(AREA, "第 1 层");
        for (var level = 2; level <= 5; level++) {
            above = dictionaries.add(AREA, "第 " + level + " 层", above.id());
        }
        var deepest = above.id();

        assertThat(refusal(() -> dictionaries.add(AREA, "第 6 层", deepest)))
                .isEqualTo(invalid("parent", "层级超过 5 层", "最多 5 层"));
    }

    @Test
    void aParentIsAnEntryOfTheSameTree() {
        assertThat(refusal(() -> dictionaries.add(AREA, "渝北区", 1L)))
                .isEqualTo(invalid("parent", "字典中没有编号为 1 的项", "字典列表中的编号，或不填写"));
        assertThat(refusal(() -> dictionaries.add(CUSTOMER_SOURCE, "朋友圈", 1L)))
                .isEqualTo(invalid("parent", "客户来源没有层级", "不填写"));
    }

    private static Problem refusal(ThrowingCallable call) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }

    private static Problem invalid(String field, String message, String allowed) {
        return Problem.Invalid.field(field, message, allowed);
    }
}
