package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatchesJdbc.Numbered;
import io.kehub.erp.inventory.StockBatchesJdbc.Registered;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registered batches of products. Batch numbers are compared folded, so {@code BX} and {@code bx} are one batch; the spelling
 * that was registered first stays. A batch has one production date and one expiry date, fixed while any of it is in stock or in
 * transit.
 */
final class StockBatches {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);
    private static final String ALLOWED_DAYS = "1900-01-01 到 2199-12-31";

    private final StockBatchesJdbc batches;

    StockBatches(StockBatchesJdbc batches) {
        this.batches = batches;
    }

    /**
     * What a line states about its batch.
     *
     * @param path of the line in its document, such as {@code lines[2].}
     * @param arrives whether the line adds to stock; only such a line sets the dates of the batch
     */
    record Stated(String path, ProductId product, StockBatch batch, boolean arrives) {

        Numbered number() {
            return new Numbered(product, batch.number());
        }
    }

    /** The registered spelling of a batch number; the given one if the product has no such batch. */
    String spelling(ProductId product, String batch) {
        return batches.find(List.of(new Numbered(product, batch))).values().stream()
                .findFirst()
                .map(StockBatch::number)
                .orElse(batch);
    }

    /** The registered spellings of batch numbers; numbers of unknown batches are left out. */
    Map<Numbered, String> spellings(Collection<Numbered> numbers) {
        return spellings(batches.find(numbers));
    }

    private static Map<Numbered, String> spellings(Map<Numbered, StockBatch> known) {
        var spellings = new HashMap<Numbered, String>();
        known.forEach((number, batch) -> spellings.put(number, batch.number()));
        return spellings;
    }

    /** Adds the errors of dates that contradict each other, another line, or the registered batch. */
    void check(List<Stated> lines, List<FieldError> errors) {
        var dated = lines.stream().filter(line -> line.batch().isDated()).toList();
        dated.forEach(line -> checkAlone(line, errors));
        if (errors.isEmpty()) {
            merge(dated, batches.find(numbers(dated)), errors);
        }
    }

    /**
     * Registers the batches of these lines with their dates, in the caller's transaction, and keeps their rows locked until it ends.
     * Call it before any row of stock is locked.
     *
     * @return the registered spelling of each batch number of the lines
     * @throws ProblemException with {@code Problem.Invalid} about dates that contradict a registered batch
     */
    Map<Numbered, String> register(List<Stated> lines) {
        var numbers = numbers(lines);
        batches.add(numbers);
        var known = batches.lock(numbers);
        var dated = lines.stream().filter(line -> line.batch().isDated()).toList();
        var errors = new ArrayList<FieldError>();
        var changed = merge(dated, known, errors);
        ProblemException.refuse(errors);
        batches.setDates(changed);
        return spellings(known);
    }

    /** Clears the dates that only a reversed document states. */
    void clearDates(StockDocumentId reversed) {
        batches.clearDates(reversed);
    }

    private static List<Numbered> numbers(List<Stated> lines) {
        return lines.stream().map(Stated::number).distinct().toList();
    }

    private static void checkAlone(Stated line, List<FieldError> errors) {
        var years = checkYear(line.path() + "producedOn", "生产日期", line.batch().producedOn(), errors)
                && checkYear(line.path() + "expiresOn", "有效日期", line.batch().expiresOn(), errors);
        if (years && isBefore(line.batch().expiresOn(), line.batch().producedOn())) {
            errors.add(new FieldError(
                    line.path() + "expiresOn",
                    "有效日期 " + line.batch().expiresOn() + " 早于生产日期 "
                            + line.batch().producedOn(),
                    "不早于生产日期的日期"));
        }
    }

    /** Adds an error if a date is out of the range that batches have; returns whether it is in range. */
    static boolean checkYear(String field, String caption, @Nullable LocalDate day, List<FieldError> errors) {
        if (day == null || (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY))) {
            return true;
        }
        errors.add(new FieldError(field, caption + " " + day + " 超出范围", ALLOWED_DAYS));
        return false;
    }

    private static boolean isBefore(@Nullable LocalDate day, @Nullable LocalDate other) {
        return day != null && other != null && day.isBefore(other);
    }

    /** A batch within one document, whatever its spelling. */
    private record Key(ProductId product, String folded) {}

    /** The registered batches whose dates these lines change. */
    private List<Registered> merge(List<Stated> dated, Map<Numbered, StockBatch> known, List<FieldError> errors) {
        var changed = new HashMap<Key, Registered>();
        for (var line : dated) {
            var key = new Key(line.product(), Text.folded(line.batch().number()));
            var earlier = changed.get(key);
            var present = earlier == null
                    ? known.getOrDefault(
                            line.number(), StockBatch.numbered(line.batch().number()))
                    : earlier.batch();
            var replaced =
                    earlier == null && contradicts(present, line) && !batches.isInUse(line.product(), present.number());
            var base = replaced ? StockBatch.numbered(present.number()) : present;
            if (contradict(base, line, errors)) {
                continue;
            }
            var after = new StockBatch(
                    base.number(),
                    base.producedOn() == null ? line.batch().producedOn() : base.producedOn(),
                    base.expiresOn() == null ? line.batch().expiresOn() : base.expiresOn());
            if (line.arrives() && !after.equals(present)) {
                changed.put(key, new Registered(line.product(), after));
            }
        }
        return List.copyOf(changed.values());
    }

    private static boolean contradicts(StockBatch batch, Stated line) {
        return contradict(batch, line, new ArrayList<>());
    }

    private static boolean contradict(StockBatch batch, Stated line, List<FieldError> errors) {
        var before = errors.size();
        differs(line, "producedOn", "生产日期", batch.producedOn(), line.batch().producedOn(), errors);
        differs(line, "expiresOn", "有效日期", batch.expiresOn(), line.batch().expiresOn(), errors);
        if (errors.size() == before) {
            if (isBefore(line.batch().expiresOn(), batch.producedOn())) {
                errors.add(new FieldError(
                        line.path() + "expiresOn",
                        name(line) + "的有效日期 " + line.batch().expiresOn() + " 早于已登记的生产日期 " + batch.producedOn(),
                        "不早于 " + batch.producedOn() + instead(line)));
            } else if (isBefore(batch.expiresOn(), line.batch().producedOn())) {
                errors.add(new FieldError(
                        line.path() + "producedOn",
                        name(line) + "的生产日期 " + line.batch().producedOn() + " 晚于已登记的有效日期 " + batch.expiresOn(),
                        "不晚于 " + batch.expiresOn() + instead(line)));
            }
        }
        return errors.size() > before;
    }

    private static void differs(
            Stated line,
            String field,
            String caption,
            @Nullable LocalDate known,
            @Nullable LocalDate stated,
            List<FieldError> errors) {
        if (known != null && stated != null && !Objects.equals(known, stated)) {
            errors.add(new FieldError(
                    line.path() + field,
                    "%s已登记的%s是 %s，与 %s 不同".formatted(name(line), caption, known, stated),
                    known + instead(line)));
        }
    }

    private static String name(Stated line) {
        return line.batch().number().isEmpty() ? "无批号的库存" : "批号“" + line.batch().number() + "”";
    }

    private static String instead(Stated line) {
        return line.batch().number().isEmpty() ? "；若是另一批货，请填写批号" : "；若是另一批货，请使用另一个批号";
    }
}
