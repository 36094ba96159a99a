package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Parsed;
import io.kehub.wire.operation.type.ValueShape;
import io.kehub.wire.operation.type.WireValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Nested rows, such as the lines of a contract; a single row may come without the array around it.
 *
 * @param columns the parameters of a row, in the forms of each dialect
 * @param row makes a row from its arguments
 * @param max maximum number of rows
 */
public record ListType<T>(List<Parameter<?>> columns, Function<Arguments, T> row, int max)
        implements InputType<List<T>> {

    public ListType {
        columns = List.copyOf(columns);
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Rows(max);
    }

    @Override
    public String allowed() {
        return "数组，最多 " + max + " 行，每行一个对象";
    }

    @Override
    public Parsed<List<T>> read(WireValue value, Context context) {
        var given = switch (value) {
            case WireValue.Array items -> items.items();
            case WireValue.Object alone -> List.<WireValue>of(alone);
            default -> null;
        };
        if (given == null) {
            return Parsed.error("类型不对，应为数组，收到" + value.kind(), allowed());
        }
        if (given.size() > max) {
            return Parsed.error("共 " + given.size() + " 行，过多", allowed());
        }
        var rows = new ArrayList<T>(given.size());
        var errors = new ArrayList<FieldError>();
        var reader = new FieldReader(columns, context.dialect(), context.decoding());
        for (var index = 0; index < given.size(); index++) {
            var place = context.field() + "[" + index + "].";
            if (given.get(index) instanceof WireValue.Object members) {
                var read = reader.read(members, place, context.old());
                errors.addAll(read.errors());
                if (read.errors().isEmpty()) {
                    rows.add(row.apply(read.arguments()));
                }
            } else {
                errors.add(new FieldError(
                        context.field() + "[" + index + "]",
                        "类型不对，应为对象，收到" + given.get(index).kind(),
                        allowed()));
            }
        }
        return errors.isEmpty() ? Parsed.ok(List.copyOf(rows)) : new Parsed.Errors<>(errors);
    }
}
