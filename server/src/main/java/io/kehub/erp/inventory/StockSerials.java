package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockSerialsJdbc.Serial;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The serial numbers that are in stock or in use by a product: each comes in once until it leaves. They are compared folded. A
 * number that nobody has brought in may leave: not every arrival states its serial numbers.
 */
final class StockSerials {

    /** Max length of one serial number, in code points of its folded form. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,，;；、\\u3000]+");
    private static final Pattern TELLS_APART = Pattern.compile("[a-z0-9]");

    private static final Comparator<Key> ORDER =
            Comparator.<Key>comparingLong(key -> key.product().value()).thenComparing(Key::folded);

    private final StockSerialsJdbc serials;

    StockSerials(StockSerialsJdbc serials) {
        this.serials = serials;
    }

    private record Key(ProductId product, String folded) {}

    /** What a document does with one serial number. */
    private static final class Use {
        final List<String> places = new ArrayList<>();
        final Serial serial;
        boolean leaves;

        Use(Serial serial) {
            this.serial = serial;
        }
    }

    /** The serial numbers in a text, as they are spelled. Texts such as 无 are none. */
    private static List<String> split(String text) {
        return SEPARATORS
                .splitAsStream(text)
                .filter(part -> TELLS_APART.matcher(Text.folded(part)).find())
                .toList();
    }

    /**
     * Adds the errors of serial numbers that are too long or stated twice.
     *
     * @param lines texts of serial numbers with their products, by the place of the line, such as {@code lines[2].}
     */
    static void check(List<Written> lines, List<FieldError> errors) {
        var seen = new HashSet<Key>();
        for (var line : lines) {
            for (var serial : split(line.text())) {
                var folded = Text.folded(serial);
                if (Text.length(folded) > MAX_LENGTH || Text.length(serial) > MAX_LENGTH) {
                    errors.add(new FieldError(
                            line.place() + "serialNumbers", "单个序列号太长", "每个最多 " + MAX_LENGTH + " 个字，用逗号或空格隔开"));
                    break;
                }
                if (!seen.add(new Key(line.product(), folded))) {
                    errors.add(new FieldError(line.place() + "serialNumbers", "序列号“" + serial + "”写了两次", "每个序列号只写一次"));
                    break;
                }
            }
        }
    }

    /** The serial numbers of a line of a draft. */
    record Written(String place, ProductId product, String text) {}

    /**
     * Notes what came and what left, within the caller's transaction. To be called before any row of stock is changed.
     *
     * @return the errors of serial numbers that are in stock already
     */
    List<FieldError> move(List<StockLedger.Movement> movements) {
        var uses = new TreeMap<Key, Use>(ORDER);
        for (var movement : movements) {
            for (var serial : split(movement.of().serialNumbers())) {
                var key = new Key(movement.place().product(), Text.folded(serial));
                var use = uses.computeIfAbsent(
                        key,
                        first -> new Use(new Serial(
                                first.product(), serial, movement.of().id())));
                if (movement.change().signum() > 0) {
                    use.places.add("lines[" + movement.index() + "].serialNumbers");
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
        for (var place : use.places) {
            if (!serials.add(use.serial)) {
                errors.add(new FieldError(place, "序列号“" + use.serial.serial() + "”的产品已在库存中", "尚未入库的序列号，不区分大小写和全角半角"));
            }
        }
    }
}
