package io.kehub.wire.operation.type;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a request or response, independent of its notation. Dialects convert bytes to these and back. */
public sealed interface WireValue {

    /** A text exactly as sent: not trimmed and not yet checked for disallowed characters. */
    record Text(String text) implements WireValue {}

    /** A number of any size. Its plain form can be huge: check the scale before writing it out. */
    record Number(BigDecimal number) implements WireValue {

        public static Number of(long number) {
            return new Number(BigDecimal.valueOf(number));
        }
    }

    /** True or false. */
    record Flag(boolean value) implements WireValue {}

    /** An explicit {@code null}. */
    record Null() implements WireValue {}

    /** Several values in order. */
    record Array(List<WireValue> items) implements WireValue {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** Named values in the order and the spelling in which they were sent. */
    record Object(Map<String, WireValue> members) implements WireValue {
        public Object {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** What kind of value this is, in Chinese, for messages. */
    default String kind() {
        return switch (this) {
            case Text text -> "文本";
            case Number numeral -> "数字";
            case Flag flag -> "布尔值";
            case Null nothing -> "空值";
            case Array items -> "数组";
            case Object members -> "对象";
        };
    }
}
