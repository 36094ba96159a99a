package io.kehub.erp.customer;

import static io.kehub.erp.customer.CustomerTestbed.details;
import static io.kehub.erp.customer.CustomerTestbed.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerListTest {

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static UserId li;

    @SuppressWarnings("NullAway.Init")
    private static UserId wang;

    @BeforeAll
    static void open() {
        bed = new CustomerTestbed();
        li = bed.user("li");
        wang = bed.user("wang");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    @BeforeEach
    void noCustomers() {
        bed.jdbc.sql("truncate customer cascade").update();
    }

    @Test
    void anEmptyListHasATotalOfZero() {
        assertThat(list(CustomerFilter.all(), 1, 20)).isEqualTo(new Page<>(List.of(), 0, new PageRequest(1, 20)));
    }

    @Test
    void theNewestComeFirstPageByPage() {
        for (var name : List.of("一", "二", "三", "四", "五")) {
            bed.customers.add(named(name), li, li);
        }

        assertThat(names(list(CustomerFilter.all(), 1, 2))).containsExactly("五", "四");
        assertThat(names(list(CustomerFilter.all(), 2, 2))).containsExactly("三", "二");
        assertThat(names(list(CustomerFilter.all(), 3, 2))).containsExactly("一");
        assertThat(list(CustomerFilter.all(), 3, 2).total()).isEqualTo(5);
    }

    @Test
    void aPageFarPastTheEndIsEmptyAndHasTheTrueTotal() {
        bed.customers.add(named("一"), li, li);

        var page = list(CustomerFilter.all(), Integer.MAX_VALUE, PageRequest.MAX_SIZE);

        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isOne();
        assertThat(list(keyword("一"), Integer.MAX_VALUE, PageRequest.MAX_SIZE).total())
                .isOne();
    }

    @Test
    void everyFilterNarrowsTheListAndAllWorkTogether() {
        bed.customers.add(details(Map.of("name", "甲", "source", "微信")), li, li);
        bed.customers.add(details(Map.of("name", "乙", "source", "电话")), li, li);
        bed.customers.add(details(Map.of("name", "丙", "source", "微信")), wang, li);
        bed.customers.add(details(Map.of("name", "丁")), wang, li);
        bed.jdbc.sql("update customer set kind = 2 where name in ('甲', '丁')").update();
        bed.jdbc
                .sql("update customer set reviewed = false where name in ('乙', '丁')")
                .update();

        assertThat(names(list(filter("", null, "微信", null, null), 1, 20))).containsExactly("丙", "甲");
        assertThat(names(list(filter("", null, "", null, null), 1, 20))).containsExactly("丁");
        assertThat(names(list(filter("", null, null, li, null), 1, 20))).containsExactly("乙", "甲");
        assertThat(names(list(filter("", CustomerKind.PERSON, null, null, null), 1, 20)))
                .containsExactly("丁", "甲");
        assertThat(names(list(filter("", null, null, null, false), 1, 20))).containsExactly("丁", "乙");
        assertThat(names(list(filter("甲", CustomerKind.PERSON, "微信", li, true), 1, 20)))
                .containsExactly("甲");
        assertThat(list(filter("甲", CustomerKind.PERSON, "微信", wang, true), 1, 20)
                        .total())
                .isZero();
    }

    @Test
    void aSourceThatNoCustomerCanHaveIsRefusedByName() {
        var refusal = catchThrowableOfType(
                        ProblemException.class, () -> list(filter("", null, "没有的来源", null, null), 1, 20))
                .problem();

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("source");
    }

    @Test
    void aTimeRangeIncludesItsStartAndExcludesItsEnd() {
        bed.customers.add(named("一"), li, li);
        bed.clock.add(Duration.ofMinutes(1));
        bed.customers.add(named("二"), li, li);
        bed.clock.add(Duration.ofMinutes(1));
        bed.customers.add(named("三"), li, li);
        var second = list(CustomerFilter.all(), 1, 3).items().get(1).addedAt();
        var third = list(CustomerFilter.all(), 1, 3).items().get(0).addedAt();

        assertThat(names(list(added(second, third), 1, 20))).containsExactly("二");
        assertThat(names(list(added(second, null), 1, 20))).containsExactly("三", "二");
        assertThat(names(list(added(null, third), 1, 20))).containsExactly("二", "一");
        assertThat(list(added(third, second), 1, 20).total()).isZero();
    }

    private static Page<Customer> list(CustomerFilter filter, int index, int size) {
        return bed.customers.list(filter, new PageRequest(index, size));
    }

    private static List<String> names(Page<Customer> page) {
        assertThat(page.total()).isGreaterThanOrEqualTo(page.items().size());
        return page.items().stream().map(customer -> customer.details().name()).toList();
    }

    private static CustomerFilter keyword(String keyword) {
        return filter(keyword, null, null, null, null);
    }

    private static CustomerFilter filter(
            String keyword,
            @Nullable CustomerKind kind,
            @Nullable String source,
            @Nullable UserId owner,
            @Nullable Boolean reviewed) {
        return new CustomerFilter(keyword, kind, source, owner, reviewed, null, null);
    }

    private static CustomerFilter added(@Nullable Instant from, @Nullable Instant before) {
        return new CustomerFilter("", null, null, null, null, from, before);
    }
}
