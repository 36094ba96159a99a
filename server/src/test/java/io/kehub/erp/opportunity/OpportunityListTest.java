package io.kehub.erp.opportunity;

import static io.kehub.erp.opportunity.OpportunityDrafts.draft;
import static io.kehub.erp.opportunity.OpportunityDrafts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.CustomerShare;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.opportunity.OpportunityFilter.Keyword;
import io.kehub.erp.opportunity.OpportunityFilter.Range;
import io.kehub.erp.opportunity.OpportunityFilter.Related;
import io.kehub.erp.opportunity.OpportunityFilter.Text;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of opportunities and their totals, compared with a model after random changes. */
class OpportunityListTest {

    private static final List<String> STAGES = List.of("初步沟通", "需求确认", "方案报价");
    private static final List<String> STATES = List.of("跟踪中", "已成交");

    /** The expected state of an opportunity. */
    private record Known(OpportunityId id, UserId addedBy, OpportunityTerms terms) {}

    private final ProductTestContext bed = new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.opportunity");
    private final Opportunities opportunities = bed.bean(Opportunities.class);
    private final List<UserId> people = List.of(bed.user, bed.user("wang"), bed.user("zhao"), bed.user("qian"));
    private final CustomerId own = customer("重庆客户", "023-6801234");
    private final CustomerId shared = customer("成都客户", "028-1112223");
    private final AccessScope everything = AccessScope.everything(bed.user);

    @AfterEach
    void close() {
        bed.close();
    }

    private CustomerId customer(String name, String phone) {
        return bed.bean(Customers.class)
                .add(
                        CustomerDetails.EMPTY.withTexts(Map.of(
                                CustomerField.NAME,
                                name,
                                CustomerField.PHONE,
                                phone,
                                CustomerField.FAX,
                                phone + "-8",
                                CustomerField.ADDRESS,
                                name + "路 1 号")),
                        bed.user,
                        bed.user);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsContainExactlyTheMatchingVisibleOpportunities(long seed) {
        bed.bean(CustomerAssignment.class)
                .share(
                        List.of(shared),
                        new CustomerShare(false, Set.of(people.get(3)), false, false, true, false),
                        bed.user,
                        everything);
        var random = new Random(seed);
        var known = new ArrayList<Known>();
        for (var step = 0; step < 60; step++) {
            change(random, known);
        }
        compare(known);
        assertThat(bed.count("opportunity_count_change"))
                .as("counter changes that are not merged yet")
                .isLessThan(70);
    }

    private void change(Random random, List<Known> known) {
        var by = one(random, people);
        var terms = with(
                with(
                        draft(
                                random.nextBoolean() ? "快充站" : "园区改造",
                                one(random, List.of(own, shared)),
                                one(random, people)),
                        OpportunityField.STAGE,
                        one(random, STAGES)),
                OpportunityField.STATE,
                one(random, STATES));
        if (known.isEmpty() || random.nextInt(3) > 0) {
            known.add(new Known(opportunities.add(terms, by, everything), by, terms));
        } else {
            var index = random.nextInt(known.size());
            var changed = known.get(index);
            opportunities.change(changed.id(), present -> terms, everything);
            known.set(index, new Known(changed.id(), changed.addedBy(), terms));
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void compare(List<Known> known) {
        var viewers =
                new ArrayList<AccessScope>(people.stream().map(AccessScope::own).toList());
        viewers.add(new AccessScope(people.get(1), Set.of(people.get(1), people.get(2))));
        viewers.add(everything);
        for (var viewer : viewers) {
            compare(known, viewer, OpportunityFilter.ALL, each -> true);
            for (var stages : List.of(STAGES.subList(0, 1), STAGES.subList(1, 3))) {
                compare(
                        known,
                        viewer,
                        OpportunityFilter.ALL.with(OpportunityField.STAGE, stages),
                        each -> stages.contains(each.terms().text(OpportunityField.STAGE)));
            }
            compare(
                    known,
                    viewer,
                    OpportunityFilter.ALL
                            .with(OpportunityField.STATE, STATES.subList(0, 1))
                            .with(new Related(List.of(own), List.of(), List.of(), null)),
                    each -> each.terms().text(OpportunityField.STATE).equals(STATES.getFirst())
                            && each.terms().customer().equals(own));
            compare(
                    known,
                    viewer,
                    OpportunityFilter.ALL.with(
                            new Related(List.of(), List.of(), List.of(people.get(1), people.get(2)), null)),
                    each -> people.subList(1, 3).contains(each.terms().owner()));
            compare(
                    known,
                    viewer,
                    OpportunityFilter.ALL.with(new Keyword("园区", List.of())),
                    each -> each.terms().text(OpportunityField.TITLE).contains("园区"));
        }
    }

    private void compare(List<Known> known, AccessScope viewer, OpportunityFilter filter, Predicate<Known> matching) {
        var expected = known.stream()
                .filter(each -> viewer.includes(each.terms().owner())
                        || each.addedBy().equals(viewer.viewer())
                        || (each.terms().customer().equals(shared)
                                && viewer.viewer().equals(people.get(3))))
                .filter(matching)
                .map(Known::id)
                .toList()
                .reversed();
        var listed = new ArrayList<OpportunityId>();
        for (var index = 1; index <= expected.size() / 7 + 1; index++) {
            var page = opportunities.list(filter, viewer, new PageRequest(index, 7));
            assertThat(page.total()).as("%s %s", viewer, filter).isEqualTo(expected.size());
            page.items().forEach(opportunity -> listed.add(opportunity.id()));
        }
        assertThat(listed).as("%s %s", viewer, filter).isEqualTo(expected);
    }

    private OpportunityId add(OpportunityTerms terms) {
        return opportunities.add(terms, bed.user, everything);
    }

    private List<OpportunityId> found(OpportunityFilter filter) {
        return opportunities.list(filter, everything, new PageRequest(1, 20)).items().stream()
                .map(Opportunity::id)
                .toList();
    }

    @Test
    void theTextsOfTheCustomerFindItsOpportunities() {
        var one = add(draft("快充站", own, bed.user));
        add(draft("快充站", shared, bed.user));

        assertThat(Map.of(
                        Text.CUSTOMER_NAME, "重庆",
                        Text.CUSTOMER_ADDRESS, "重庆客户路",
                        Text.CUSTOMER_PHONE, "02368012",
                        Text.CUSTOMER_FAX, "6801234-8"))
                .allSatisfy((text, part) -> assertThat(found(OpportunityFilter.ALL.with(text, part)))
                        .containsExactly(one));
    }

    @Test
    void aKeywordFindsEveryShownText() {
        var one = add(with(
                with(
                        with(draft("快充站", own, people.get(1)), OpportunityField.SOURCE, "招标"),
                        OpportunityField.CATEGORY,
                        "工程项目"),
                OpportunityField.NUMBER,
                "XM-ABC-1"));
        add(with(draft("改造", shared, bed.user), OpportunityField.STAGE, "商务谈判"));

        for (var part : List.of("快充", "abc", "重庆", "招标", "工程", "初步")) {
            assertThat(found(OpportunityFilter.ALL.with(new Keyword(part, List.of()))))
                    .as(part)
                    .containsExactly(one);
        }
        assertThat(found(OpportunityFilter.ALL.with(new Keyword("王", List.of(people.get(1))))))
                .containsExactly(one);
        assertThat(found(OpportunityFilter.ALL.with(new Keyword("审批通过", List.of()))))
                .hasSize(2);
        assertThat(found(OpportunityFilter.ALL.with(new Keyword("没有的", List.of()))))
                .isEmpty();
    }

    @Test
    void rangesIncludeBothEnds() {
        var terms = draft("快充站", own, bed.user);
        var one = add(new OpportunityTerms(
                terms.texts(),
                own,
                null,
                bed.user,
                new BigDecimal("500.00"),
                LocalDate.of(2025, 3, 1),
                LocalDate.of(2025, 6, 30)));
        add(terms);

        var march = new Range<>(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 1));
        assertThat(found(OpportunityFilter.ALL.withFoundOn(march))).containsExactly(one);
        assertThat(found(OpportunityFilter.ALL.withExpectedOn(new Range<>(null, LocalDate.of(2025, 6, 30)))))
                .containsExactly(one);
        assertThat(found(OpportunityFilter.ALL.withAmount(new Range<>(null, new BigDecimal("500")))))
                .containsExactly(one);
    }
}
