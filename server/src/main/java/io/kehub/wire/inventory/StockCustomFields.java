package io.kehub.wire.inventory;

import io.kehub.erp.inventory.CustomTexts;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * 自定义1 to 自定义6 of stock documents and of their lines, in v3. The ERP numbers them by installation; the documented
 * numbers are used here.
 */
final class StockCustomFields {

    /** Captions that the documented installation gave to the fields of a stock-in. */
    private static final String[] STOCK_IN_CAPTIONS = {"客户名称", "磅单编号", "入库车号", "自定义4", "自定义5", "自定义6"};

    private static final String[] STOCK_OUT_CAPTIONS = {"客户名称", "自定义2", "自定义3", "自定义4", "自定义5", "自定义6"};

    private StockCustomFields() {}

    static String caption(DocumentSubject subject, int number) {
        return (subject == DocumentSubject.STOCK_IN ? STOCK_IN_CAPTIONS : STOCK_OUT_CAPTIONS)[number - 1];
    }

    /** Name of a field in answers. */
    static String answerName(DocumentSubject subject, int number) {
        return "sysIcusIInheritIdIidI" + (first(subject) + number - 1);
    }

    private static int first(DocumentSubject subject) {
        return subject == DocumentSubject.STOCK_IN ? 413 : 511;
    }

    /** Parameters of a document, by number. */
    static Map<Integer, Parameter<String>> ofDocument(DocumentSubject subject) {
        var form = subject == DocumentSubject.STOCK_IN ? "61001" : "62001";
        return all(
                number -> caption(subject, number),
                number -> "!B__SysCusmf_0_" + form + "_" + (first(subject) + number - 1) + "_0",
                number -> answerName(subject, number));
    }

    /** Parameters of a line, by number. */
    static Map<Integer, Parameter<String>> ofLine() {
        return all(number -> "自定义" + number, number -> "sysIcusIInheritIdIidI" + number, number -> "zdy" + number);
    }

    /** Filters by the fields of a line of a stock-out, by number. */
    static Map<Integer, Parameter<String>> ofStockOutLines() {
        var fields = new LinkedHashMap<Integer, Parameter<String>>();
        for (var number = 1; number <= CustomTexts.COUNT; number++) {
            fields.put(
                    number,
                    Parameter.<String>named("line." + CustomTexts.field(number), number == 1 ? "规格" : "自定义" + number)
                            .v3("!B__SysCusmf_0_62001_140" + number + "_1", Types.text(100)));
        }
        return fields;
    }

    private static Map<Integer, Parameter<String>> all(
            IntFunction<String> caption, IntFunction<String> wireName, IntFunction<String> alsoKnownAs) {
        var fields = new LinkedHashMap<Integer, Parameter<String>>();
        for (var number = 1; number <= CustomTexts.COUNT; number++) {
            fields.put(
                    number,
                    Parameter.<String>named(CustomTexts.field(number), caption.apply(number))
                            .v3(wireName.apply(number), Types.text(CustomTexts.MAX_LENGTH), alsoKnownAs.apply(number)));
        }
        return fields;
    }

    /** The texts that are not blank, by number. */
    static Map<Integer, String> filled(Arguments given, Map<Integer, Parameter<String>> fields) {
        var filled = new TreeMap<Integer, String>();
        fields.forEach((number, parameter) -> {
            if (!given.text(parameter).isEmpty()) {
                filled.put(number, given.text(parameter));
            }
        });
        return filled;
    }
}
