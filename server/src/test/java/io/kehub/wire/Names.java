package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DialectId;
import java.util.HashMap;
import java.util.Map;

/**
 * How a native dialect calls the fields of a customer.
 *
 * @param written domain names to the wire names of what is written
 * @param listed domain names to the wire names by which a list is narrowed
 */
record Names(Map<String, String> written, Map<String, String> listed) {

    /** The fields whose values are entries of a dictionary. */
    static final Map<String, DictionaryName> DICTIONARIES = Map.of(
            "source", DictionaryName.CUSTOMER_SOURCE,
            "level", DictionaryName.CUSTOMER_CLASS,
            "industry", DictionaryName.TRADE,
            "region", DictionaryName.AREA);

    static Names of(KeHubServer server, DialectId dialect) {
        var catalog = server.part(Catalog.class);
        return new Names(
                wireNames(catalog, "customer-add", dialect), wireNames(catalog, "customer-list", DialectId.OV1));
    }

    private static Map<String, String> wireNames(Catalog catalog, String operation, DialectId dialect) {
        var names = new HashMap<String, String>();
        catalog.find(operation)
                .orElseThrow()
                .parametersIn(dialect)
                .forEach(parameter -> names.put(
                        parameter.name(), parameter.in(dialect).orElseThrow().wireName()));
        return names;
    }

    /** The domain's name of what the dialect writes; the same where it is none of these. */
    String domain(String wireName) {
        return written.entrySet().stream()
                .filter(name -> name.getValue().equals(wireName))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(wireName.equals("ord") ? "id" : wireName);
    }
}
