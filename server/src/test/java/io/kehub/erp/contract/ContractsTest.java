package io.kehub.erp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.contract.ContractFilter.Text;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocumentFilter;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockFilter;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.StockLists;
import io.kehub.erp.inventory.StockQuantity;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {

    private static final PageRequest FIRST = new PageRequest(1, 100);

    private final ProductTestContext bed =
            new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract");
    private final Contracts contracts = bed.bean(Contracts.class);
    private final Settlements settlements = bed.bean(Settlements.class);
    private final StockDocuments stock = bed.bean(StockDocuments.class);
    private final UserId li = bed.user;
    private final UserId wang = bed.user("wang");
    private final ProductId pile = bed.products.add(bed.draft("充电桩", "A"), li);
    private final CustomerId customer = bed.bean(Customers.class).add(company("重庆客户"), li, li);

    @AfterEach
    void close() {
        bed.close();
    }

    private static CustomerDetails company(String name) {
        return CustomerDetails.named(name);
    }

    private LineTerms line(String quantity, String price) {
        return line(quantity, price, "1", true, "13", "0");
    }

    private LineTerms line(
            String quantity, String price, String discount, boolean taxIncluded, String rate, String concession) {
        return new LineTerms(
                pile,
                null,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(discount),
                taxIncluded,
                new BigDecimal(rate),
                new BigDecimal(concession),
                null,
                "");
    }

    private ContractDraft draft(String number, @Nullable BigDecimal expected, LineTerms... lines) {
        var draft = ContractDrafts.draft(number, "供货合同", customer, li, lines);
        return new ContractDraft(draft.terms(), expected, draft.lines());
    }

    private ContractId add(String number, LineTerms... lines) {
        return contracts.add(draft(number, null, lines), li, AccessScope.own(li));
    }

    private Contract read(ContractId id) {
        return contracts.find(id, AccessScope.own(li)).orElseThrow();
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    private BigDecimal reserved() {
        return bed.bean(StockLists.class).summaries(StockFilter.quick(pile, null), FIRST).items().stream()
                .map(row -> row.quantity(StockQuantity.RESERVED))
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private void stockUp(String quantity) {
        stock.post(
                StockDocument.Kind.STOCK_IN,
                StockDocumentDraft.of(
                        List.of(StockLineDraft.of(pile, new BigDecimal(quantity), new WarehouseId(1), ""))),
                li);
    }

    @ParameterizedTest
    @CsvSource({
        // quantity, price, discount, tax included, tax rate, concession: total, tax, amount
        "3, 10, 1, true, 13, 0, 30.00, 3.45, 30.00",
        "3, 10, 1, false, 13, 0, 33.90, 3.90, 33.90",
        "3, 9.995, 0.9, false, 6, 0.60, 28.61, 1.62, 28.01",
        "0.3333, 0.03, 1, true, 13, 0, 0.01, 0.00, 0.01"
    })
    void theAmountsOfALineAreRoundedToTheCent(
            String quantity,
            String price,
            String discount,
            boolean taxIncluded,
            String rate,
            String concession,
            BigDecimal total,
            BigDecimal tax,
            BigDecimal amount) {
        var money = Amounts.of(line(quantity, price, discount, taxIncluded, rate, concession));

        assertThat(money.total()).isEqualTo(total);
        assertThat(money.tax()).isEqualTo(tax);
        assertThat(money.amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTotalIsTheSumOfTheLinesToTheCent(long seed) {
        var random = new Random(seed);
        var lines = IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(number -> line(
                        BigDecimal.valueOf(1 + random.nextInt(999_999), random.nextInt(5))
                                .toPlainString(),
                        BigDecimal.valueOf(random.nextInt(99_999_999), random.nextInt(5))
                                .toPlainString(),
                        BigDecimal.valueOf(1 + random.nextInt(1_000_000), 6).toPlainString(),
                        random.nextBoolean(),
                        Integer.toString(random.nextInt(20)),
                        "0"))
                .toArray(LineTerms[]::new);

        var id = add("", lines);

        var stored = contracts.lines(id);
        assertThat(read(id).amounts().total()).isEqualByComparingTo(sum(stored, Amounts::total));
        assertThat(read(id).amounts().amount()).isEqualByComparingTo(sum(stored, Amounts::amount));
        assertThat(read(id).amounts().tax()).isEqualByComparingTo(sum(stored, Amounts::tax));
    }

    private static BigDecimal sum(List<ContractLine> lines, Function<Amounts, BigDecimal> value) {
        return lines.stream().map(line -> value.apply(line.amounts())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aWrongExpectedTotalIsRejectedWithTheActualTotal() {
        var problem =
                refused(() -> contracts.add(draft("", new BigDecimal("31"), line("3", "10")), li, AccessScope.own(li)));

        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("expectedTotal");
            assertThat(error.allowed()).contains("30.00");
        });
        assertThat(bed.count("contract")).isZero();
    }

    @Test
    void aNumberInUseIsRejectedWithTheMessageOfTheErp() {
        add("HT-1", line("1", "1"));

        assertThat(refused(() -> add("ｈｔ-1", line("1", "1"))).message()).contains("合同编号已被使用，不能保存！");
    }

    @Test
    void allErrorsOfTheLinesAreReported() {
        var unknownProduct = ContractDrafts.line(new ProductId(9), "1", "1");
        var unknownUnit = LineTerms.of(pile, 987_654L, BigDecimal.ONE, BigDecimal.ONE);
        var problem = refused(() -> add(
                "",
                line("-1", "1"),
                line("1", "12345678901234567890"),
                line("1", "1", "1.1", true, "13", "0"),
                line("1", "1", "1", true, "13", "2"),
                unknownProduct,
                unknownUnit));

        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly(
                        "lines[0].quantity",
                        "lines[1].price",
                        "lines[2].discount",
                        "lines[3].concession",
                        "lines[4].product",
                        "lines[5].unit");
    }

    @Test
    void allErrorsOfTheHeadAreReported() {
        var texts = new EnumMap<ContractField, String>(ContractField.class);
        for (var field : ContractField.values()) {
            texts.put(field, "长".repeat(field.maxLength() + 1));
        }
        var dates =
                new ContractTerms.Dates(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 1));
        var terms = new ContractTerms(texts, customer, li, dates, new BigDecimal("-1"));

        var problem = refused(() ->
                contracts.add(new ContractDraft(terms, null, List.of(line("1", "1"))), li, AccessScope.own(li)));

        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly(
                        "title",
                        "number",
                        "counterpart",
                        "summary",
                        "paymentTerms",
                        "deliveryAddress",
                        "remark",
                        "deliveryMethod",
                        "deliveryTime",
                        "accessories",
                        "receivablePlan",
                        "receivableKind",
                        "reconciliation",
                        "invoicePlan",
                        "invoiceKind",
                        "statedTotal",
                        "statedConcession",
                        "statedAmount",
                        "category",
                        "state",
                        "currency",
                        "endsOn",
                        "freight");
        assertThat(refused(() -> contracts.add(
                                new ContractDraft(terms.with(ContractField.TITLE, ""), null, List.of(line("1", "1"))),
                                li,
                                AccessScope.own(li)))
                        .errors())
                .first()
                .satisfies(error -> assertThat(error.message()).isEqualTo("合同主题不能为空"));
    }

    @Test
    void everyFieldIsStoredUnderItsOwnName() {
        var texts = new EnumMap<ContractField, String>(ContractField.class);
        texts.putAll(ContractDrafts.draft("HT-9", "供货合同", customer, li).terms().texts());
        for (var field : ContractField.values()) {
            texts.putIfAbsent(field, "文本 " + field);
        }
        var dates =
                new ContractTerms.Dates(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 3));
        var terms = new ContractTerms(texts, customer, li, dates, new BigDecimal("12.50"));

        var id = contracts.add(new ContractDraft(terms, null, List.of(line("3", "10"))), li, AccessScope.own(li));

        assertThat(read(id).terms()).isEqualTo(terms);
        assertThat(read(id).amounts())
                .isEqualTo(new Amounts(new BigDecimal("30.00"), new BigDecimal("3.45"), new BigDecimal("0.00")));
        assertThat(contracts.lines(id)).singleElement().satisfies(line -> {
            assertThat(line.labels())
                    .isEqualTo(new LineLabels("充电桩", "A", "", line.labels().unitName()));
            assertThat(line.amounts()).isEqualTo(read(id).amounts());
        });
    }

    @Test
    void approvalReservesStockAndRequestsAStockOut() {
        stockUp("10");
        var id = add("", line("4", "100"));
        assertThat(reserved()).isZero();

        contracts.decide(id, Approval.APPROVED, "同意", wang, AccessScope.everything(wang));

        assertThat(reserved()).isEqualByComparingTo("4");
        var waiting = stock.list(StockDocumentFilter.of(StockDocument.Kind.STOCK_OUT), FIRST)
                .items();
        assertThat(waiting).singleElement().satisfies(document -> {
            assertThat(document.state()).isEqualTo(StockDocument.State.PENDING);
            assertThat(document.source().customer()).isEqualTo("重庆客户");
        });
        assertThat(read(id).deliveryProgress()).isEqualTo(Progress.NONE);
        stock.confirm(waiting.getFirst().id(), StockConfirmation.AS_APPLIED, wang);
        assertThat(read(id).deliveryProgress()).isEqualTo(Progress.ALL);
        assertThat(reserved()).isZero();
        assertThat(contracts.decisions(id))
                .singleElement()
                .satisfies(decision -> assertThat(decision.by()).isEqualTo(wang));
    }

    @Test
    void ofSixteenConcurrentDecisionsOneSucceeds() throws InterruptedException {
        stockUp("100");
        var id = add("", line("4", "100"));
        var codes = Collections.synchronizedList(new ArrayList<String>());
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        try {
                            contracts.decide(id, Approval.APPROVED, "", li, AccessScope.own(li));
                            return codes.add("done");
                        } catch (ProblemException lost) {
                            return codes.add(lost.problem().code());
                        }
                    })
                    .toList());
        }

        assertThat(codes).hasSize(16).containsOnlyOnce("done");
        assertThat(codes.stream().filter("already_decided"::equals)).hasSize(15);
        assertThat(reserved()).isEqualByComparingTo("4");
        assertThat(bed.count("stock_document")).isEqualTo(2);
    }

    @Test
    void aVetoedContractReservesNothing() {
        stockUp("10");
        var id = add("", line("4", "100"));

        contracts.decide(id, Approval.VETOED, "价格太低", li, AccessScope.own(li));

        assertThat(reserved()).isZero();
        assertThat(read(id).approval()).isEqualTo(Approval.VETOED);
    }

    @Test
    void aContractIsApprovedImmediatelyIfNoApprovalIsRequired() {
        stockUp("10");
        contracts.requireApproval(false);

        assertThat(read(add("", line("4", "100"))).approval()).isEqualTo(Approval.APPROVED);
        assertThat(reserved()).isEqualByComparingTo("4");
    }

    @Test
    void onlyTheOwnerAndUsersItIsSharedWithSeeAContract() {
        var id = add("HT-1", line("1", "1"));
        var all = ContractFilter.ALL;

        assertThat(contracts.list(all, AccessScope.own(wang), FIRST).total()).isZero();
        assertThat(contracts.find(id, AccessScope.own(wang))).isEmpty();
        contracts.share(id, false, Set.of(wang), AccessScope.own(li));
        assertThat(contracts.list(all, AccessScope.own(wang), FIRST).total()).isOne();
        assertThat(refused(() -> contracts.share(id, true, Set.of(), AccessScope.own(wang))))
                .isInstanceOf(Problem.Forbidden.class);
        contracts.share(id, false, Set.of(), AccessScope.own(li));
        assertThat(contracts.find(id, AccessScope.own(wang))).isEmpty();
    }

    @Test
    void listsFilterByKeywordCustomerAndState() {
        var first = add("HT-1", line("1", "1"));
        var second = add("XS-2", line("1", "1"));

        var scope = AccessScope.own(li);
        assertThat(contracts
                        .list(ContractFilter.ALL.with(Text.KEYWORD, "ht-"), scope, FIRST)
                        .items())
                .extracting(Contract::id)
                .containsExactly(first);
        assertThat(contracts
                        .list(ContractFilter.ALL.withCustomer(customer).with(Text.STATE, "生效执行中"), scope, FIRST)
                        .items())
                .extracting(Contract::id)
                .containsExactly(second, first);
        assertThat(contracts
                        .list(ContractFilter.ALL.withCustomer(new CustomerId(1)), scope, FIRST)
                        .total())
                .isZero();
        assertThat(contracts
                        .list(ContractFilter.ALL.with(Text.STATE, "意外终止"), scope, FIRST)
                        .total())
                .isZero();
    }

    @Test
    void aContractForACustomerThatTheCallerDoesNotSeeIsRejected() {
        assertThat(refused(() -> contracts.add(draft("", null, line("1", "1")), wang, AccessScope.own(wang))))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(bed.count("contract")).isZero();
    }

    private Settlement record(ContractId id, Settlement.Kind kind, String number, String amount) {
        return settlements.record(
                id,
                new NewSettlement(kind, number, new BigDecimal(amount), LocalDate.of(2025, 1, 3), ""),
                wang,
                AccessScope.everything(wang));
    }

    private ContractId approved(String number, LineTerms... lines) {
        var id = add(number, lines);
        contracts.decide(id, Approval.APPROVED, "", wang, AccessScope.everything(wang));
        return id;
    }

    @Test
    void paymentsAndInvoicesChangeTheProgressOfAContract() {
        var id = approved("HT-1", line("10", "100"));
        assertThat(read(id).paymentProgress()).isEqualTo(Progress.NONE);

        record(id, Settlement.Kind.PAYMENT, "", "400.5");
        record(id, Settlement.Kind.INVOICE, "", "1000");

        assertThat(read(id).settled().paid()).isEqualByComparingTo("400.5");
        assertThat(read(id).paymentProgress()).isEqualTo(Progress.PART);
        assertThat(read(id).invoicingProgress()).isEqualTo(Progress.ALL);

        record(id, Settlement.Kind.INVOICE, "", "-1000");
        assertThat(read(id).invoicingProgress()).isEqualTo(Progress.NONE);
        assertThat(settlements.list(id, AccessScope.own(li)))
                .extracting(Settlement::kind)
                .containsExactly(Settlement.Kind.PAYMENT, Settlement.Kind.INVOICE, Settlement.Kind.INVOICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.01", "-0.01", "0", "0.001", "99999999999999999999"})
    void anInvalidPaymentIsRejected(String amount) {
        var id = approved("HT-1", line("10", "100"));

        var refusal = refused(() -> record(id, Settlement.Kind.PAYMENT, "", amount));

        assertThat(refusal.errors()).extracting(error -> error.field()).containsExactly("amount");
        assertThat(read(id).settled().paid()).isEqualByComparingTo("0");
        assertThat(bed.count("contract_settlement")).isZero();
    }

    @Test
    void aPaymentRepeatedUnderItsNumberIsRecordedOnce() {
        var id = approved("HT-1", line("10", "100"));
        var other = approved("HT-2", line("10", "100"));
        var first = record(id, Settlement.Kind.PAYMENT, "SLIP-1", "600");

        assertThat(record(id, Settlement.Kind.PAYMENT, "slip-1", "600.00")).isEqualTo(first);

        assertThat(read(id).settled().paid()).isEqualByComparingTo("600");
        assertThat(refused(() -> record(id, Settlement.Kind.PAYMENT, "SLIP-1", "1")))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(refused(() -> record(other, Settlement.Kind.PAYMENT, "SLIP-1", "600")))
                .isInstanceOf(Problem.Conflict.class);
        record(id, Settlement.Kind.INVOICE, "SLIP-1", "600");
    }

    @Test
    void aPaymentNeedsAnApprovedContract() {
        var id = add("HT-1", line("10", "100"));

        assertThat(refused(() -> record(id, Settlement.Kind.PAYMENT, "", "1")).code())
                .isEqualTo("not_approved");
        assertThat(refused(() -> settlements.list(id, AccessScope.own(wang)))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void concurrentPaymentsNeverExceedTheAmount() throws Exception {
        var id = approved("HT-1", line("10", "100"));
        var paying = Collections.nCopies(16, (Callable<Boolean>) () -> {
            try {
                record(id, Settlement.Kind.PAYMENT, "", "90");
                return true;
            } catch (ProblemException refusal) {
                return false;
            }
        });

        try (var threads = Executors.newFixedThreadPool(16)) {
            var paid = new ArrayList<Boolean>();
            for (var outcome : threads.invokeAll(paying)) {
                paid.add(outcome.get());
            }
            assertThat(paid).filteredOn(done -> done).hasSize(11);
        }
        assertThat(read(id).settled().paid()).isEqualByComparingTo("990");
    }
}
