package io.kehub.wire.operation.type;

import io.kehub.kernel.Sort;
import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The column by which a list is sorted: {@code NAME} ascending, {@code -NAME} descending. A number selects the column at that
 * position, counted from 1; 0 is the usual order.
 */
record SortType(List<Types.SortableColumn> columns) implements InputType<Sort> {

    SortType {
        columns = List.copyOf(columns);
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return "列名，前面加 - 为倒序，如 -ord；可排序的列："
                + columns.stream()
                        .filter(column -> column.sortedAs().isPresent())
                        .map(Types.SortableColumn::wireName)
                        .collect(Collectors.joining("、"));
    }

    @Override
    public Parsed<Sort> read(WireValue value, Context context) {
        return switch (value) {
            case WireValue.Text text -> parsed(Text.trimmed(text.text()));
            case WireValue.Number number -> positioned(number.number());
            default -> Parsed.error("类型不对，应为文本，收到" + value.kind(), allowed());
        };
    }

    private Parsed<Sort> parsed(String written) {
        if (written.matches("-?[0-9]{1,9}")) {
            return positioned(new BigDecimal(written));
        }
        var descending = written.startsWith("-");
        var name = Text.trimmed(descending ? written.substring(1) : written);
        return sort(
                columns.stream()
                        .filter(column -> column.wireName().equalsIgnoreCase(name))
                        .findFirst(),
                descending);
    }

    private Parsed<Sort> positioned(BigDecimal number) {
        if (number.signum() == 0) {
            return Parsed.ok(Sort.NEWEST_FIRST);
        }
        var position = number.abs();
        var exists = position.compareTo(BigDecimal.valueOf(columns.size())) <= 0
                && position.remainder(BigDecimal.ONE).signum() == 0;
        return sort(
                exists ? Optional.of(columns.get(position.intValueExact() - 1)) : Optional.empty(),
                number.signum() < 0);
    }

    private Parsed<Sort> sort(Optional<Types.SortableColumn> column, boolean descending) {
        return column.flatMap(Types.SortableColumn::sortedAs)
                .map(name -> Parsed.ok(new Sort(name, descending)))
                .orElseGet(() -> Parsed.error(column.isEmpty() ? "列表没有这一列" : "列表不能按这一列排序", allowed()));
    }
}
