package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockSerialsJdbc.Serial;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The serial numbers in stock: each at most once per product. They are compared folded. An unknown serial number may leave, because
 * not every arrival states its serial numbers.
 */
final class StockSerials {

    /** Maximum length of one serial number in code points, as entered and folded. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,，;；、\\u3000]+");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[a-z0-9]");

    private static final Comparator<Key> ORDER =
            Comparator.<Key>comparingLong(key -> key.product().value()).thenComparing(Key::folded);

    private final StockSerialsJdbc serials;

    StockSerials(StockSerialsJdbc serials) {
        this.serials = serials;
    }

    private record Key(ProductId product, String folded) {}

    /** What a document does with one serial number. */
    private static final class Use {
        final List<String> arrivalFields = new ArrayList<>();
        final Serial serial;
        boolean leaves;

        Use(Serial serial) {
            this.serial = serial;
        }
    }

    /** The serial numbers of a line of a draft. */
    record Stated(String path, ProductId product, String text) {}

    /** The serial numbers in a text, as entered. Texts without a letter or digit, such as 无, are not serial numbers. */
    private static List<String> split(String text) {
        return SEPARATORS
                .splitAsStream(text)
                .filter(part -> LETTER_OR_DIGIT.matcher(Text.folded(part)).find())
                .toList();
    }

    /** Adds the errors of serial numbers that break the text rule or are stated twice. */
    static void check(List<Stated> lines, List<FieldError> errors) {
        var seen = new HashSet<Key>();
        for (var line : lines) {
            if (Text.firstForbidden(line.text()).isPresent()) {
                continue; // reported by the rule of the whole text
            }
            var field = line.path() + "serialNumbers";
            var rule = new TextRule(field, "单个序列号", MAX_LENGTH);
            for (var serial : split(line.text())) {
                var folded = Text.folded(serial);
                var error = rule.check(serial).or(() -> rule.check(folded));
                if (error.isEmpty() && !seen.add(new Key(line.product(), folded))) {
                    error = Optional.of(new FieldError(field, "序列号“" + serial + "”写了两次", "每个序列号只写一次"));
                }
                if (error.isPresent()) {
                    errors.add(error.get());
                    break;
                }
            }
        }
    }

    /**
     * Records which serial numbers arrive and leave, in the caller's transaction. Call it before any row of stock is locked.
     *
     * <p>Takes one statement per serial number: rows are locked in the order of the serial numbers, whether they are deleted or
     * inserted. One statement that deletes and one that inserts would lock in two orders and could deadlock.
     *
     * @return the errors of arriving serial numbers that are in stock already
     */
    List<FieldError> move(List<StockLedger.Movement> movements) {
        var uses = new TreeMap<Key, Use>(ORDER);
        for (var movement : movements) {
            for (var serial : split(movement.of().serialNumbers())) {
                var key = new Key(movement.key().product(), Text.folded(serial));
                var use = uses.computeIfAbsent(
                        key,
                        first -> new Use(new Serial(
                                first.product(), serial, movement.of().id())));
                if (movement.change().signum() > 0) {
                    use.arrivalFields.add("lines[" + movement.index() + "].serialNumbers");
                } else if (movement.change().signum() < 0) {
                    use.leaves = true;
                }
            }
        }
        var errors = new ArrayList<FieldError>();
        uses.values().forEach(use -> move(use, errors));
        return errors;
    }

    private void move(Use use, List<FieldError> errors) {
        if (use.leaves) {
            serials.remove(use.serial);
        }
        for (var field : use.arrivalFields) {
            if (!serials.add(use.serial)) {
                errors.add(new FieldError(field, "序列号“" + use.serial.serial() + "”的产品已在库存中", "尚未入库的序列号，不区分大小写和全角半角"));
            }
        }
    }
}
