package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatchesJdbc.Batch;
import io.kehub.erp.inventory.StockBatchesJdbc.Numbered;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batches of products. Batch numbers are compared folded, so {@code BX} and {@code bx} are one batch; the first spelling is
 * kept. A batch has one production date and one expiry date, which bind while any of it is in stock or in transit.
 */
final class StockBatches {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);
    private static final String DAYS = "1900-01-01 到 2199-12-31";

    private final StockBatchesJdbc batches;

    StockBatches(StockBatchesJdbc batches) {
        this.batches = batches;
    }

    /**
     * What a line says about its batch.
     *
     * @param place of the line in its document, such as {@code lines[2].}
     * @param arrives whether the line adds to stock; only such a line gives the batch its dates
     */
    record Stated(
            String place,
            ProductId product,
            String batch,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            boolean arrives) {

        boolean dated() {
            return producedOn != null || expiresOn != null;
        }
    }

    /** The kept spelling of a batch number; the given one where the product has no such batch. */
    String spelling(ProductId product, String batch) {
        return batches.find(List.of(new Numbered(product, batch))).values().stream()
                .findFirst()
                .map(Batch::spelling)
                .orElse(batch);
    }

    /** The kept spellings of batch numbers; those that no product has are left out. */
    Map<Numbered, String> spellings(Collection<Numbered> numbers) {
        var spellings = new HashMap<Numbered, String>();
        batches.find(numbers).forEach((number, batch) -> spellings.put(number, batch.spelling()));
        return spellings;
    }

    /** Adds the errors of dates that contradict each other, the other lines, or what is known of the batch. */
    void check(List<Stated> lines, List<FieldError> errors) {
        var dated = lines.stream().filter(Stated::dated).toList();
        dated.forEach(line -> checkAlone(line, errors));
        if (errors.isEmpty()) {
            merge(dated, batches.find(numbers(dated)), errors);
        }
    }

    /**
     * Makes the batches of these lines known and gives them their dates, within the caller's transaction, which keeps their rows
     * locked. To be called before any row of stock is changed.
     *
     * @return the spelling of each batch number of the lines
     * @throws ProblemException with {@code Problem.Invalid} about dates that contradict what is known of a batch
     */
    Map<Numbered, String> take(List<Stated> lines) {
        var numbers = numbers(lines);
        batches.add(numbers);
        var known = batches.hold(numbers);
        var dated = lines.stream().filter(Stated::dated).toList();
        var errors = new ArrayList<FieldError>();
        var merged = merge(dated, known, errors);
        ProblemException.refuse(errors);
        merged.forEach(batches::date);
        var spellings = new HashMap<Numbered, String>();
        known.forEach((number, batch) -> spellings.put(number, batch.spelling()));
        return spellings;
    }

    /** Takes back the dates that only a reversed document has stated. */
    void forgetDates(StockDocumentId reversed) {
        batches.forgetDates(reversed);
    }

    private static List<Numbered> numbers(List<Stated> lines) {
        return lines.stream()
                .map(line -> new Numbered(line.product(), line.batch()))
                .distinct()
                .toList();
    }

    private static void checkAlone(Stated line, List<FieldError> errors) {
        var years = checkYear(line.place() + "producedOn", "生产日期", line.producedOn(), errors)
                && checkYear(line.place() + "expiresOn", "有效日期", line.expiresOn(), errors);
        if (years && isBefore(line.expiresOn(), line.producedOn())) {
            errors.add(new FieldError(
                    line.place() + "expiresOn",
                    "有效日期 " + line.expiresOn() + " 早于生产日期 " + line.producedOn(),
                    "不早于生产日期的日期"));
        }
    }

    private static boolean checkYear(String field, String caption, @Nullable LocalDate day, List<FieldError> errors) {
        if (day == null || (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY))) {
            return true;
        }
        errors.add(new FieldError(field, caption + " " + day + " 超出范围", DAYS));
        return false;
    }

    private static boolean isBefore(@Nullable LocalDate day, @Nullable LocalDate other) {
        return day != null && other != null && day.isBefore(other);
    }

    /** A batch within one document, whatever its spelling. */
    private record Key(ProductId product, String folded) {}

    /** The batches whose dates change by these lines. */
    private List<Batch> merge(List<Stated> dated, Map<Numbered, Batch> known, List<FieldError> errors) {
        var merged = new HashMap<Key, Batch>();
        var changed = new HashMap<Key, Batch>();
        for (var line : dated) {
            var key = new Key(line.product(), Text.folded(line.batch()));
            var present = Optional.ofNullable(merged.get(key))
                    .or(() -> Optional.ofNullable(known.get(new Numbered(line.product(), line.batch()))))
                    .orElseGet(() -> new Batch(line.product(), line.batch(), null, null));
            var free = !merged.containsKey(key)
                    && contradicts(present, line)
                    && !batches.isInUse(line.product(), present.spelling());
            var from = free ? new Batch(line.product(), present.spelling(), null, null) : present;
            if (contradict(from, line, errors)) {
                continue;
            }
            var after = new Batch(
                    line.product(),
                    from.spelling(),
                    from.producedOn() == null ? line.producedOn() : from.producedOn(),
                    from.expiresOn() == null ? line.expiresOn() : from.expiresOn());
            if (line.arrives() && !after.equals(present)) {
                merged.put(key, after);
                changed.put(key, after);
            }
        }
        return List.copyOf(changed.values());
    }

    private static boolean contradicts(Batch batch, Stated line) {
        return contradict(batch, line, new ArrayList<>());
    }

    private static boolean contradict(Batch batch, Stated line, List<FieldError> errors) {
        var before = errors.size();
        differs(line, "producedOn", "生产日期", batch.producedOn(), line.producedOn(), errors);
        differs(line, "expiresOn", "有效日期", batch.expiresOn(), line.expiresOn(), errors);
        if (errors.size() == before) {
            if (isBefore(line.expiresOn(), batch.producedOn())) {
                errors.add(new FieldError(
                        line.place() + "expiresOn",
                        name(line) + "的有效日期 " + line.expiresOn() + " 早于已登记的生产日期 " + batch.producedOn(),
                        "不早于 " + batch.producedOn() + instead(line)));
            } else if (isBefore(batch.expiresOn(), line.producedOn())) {
                errors.add(new FieldError(
                        line.place() + "producedOn",
                        name(line) + "的生产日期 " + line.producedOn() + " 晚于已登记的有效日期 " + batch.expiresOn(),
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
                    line.place() + field,
                    "%s已登记的%s是 %s，与 %s 不同".formatted(name(line), caption, known, stated),
                    known + instead(line)));
        }
    }

    private static String name(Stated line) {
        return line.batch().isEmpty() ? "无批号的库存" : "批号“" + line.batch() + "”";
    }

    private static String instead(Stated line) {
        return line.batch().isEmpty() ? "；若是另一批货，请填写批号" : "；若是另一批货，请使用另一个批号";
    }
}
