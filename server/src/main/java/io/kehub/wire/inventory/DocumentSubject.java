package io.kehub.wire.inventory;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.StockDocument.Kind;

/** The kinds of stock documents, with what their operations share. */
enum DocumentSubject {
    STOCK_IN("stock-in", Kind.STOCK_IN, "stockin", DictionaryName.STOCK_IN_KIND, "入库管理", "入库对接"),
    STOCK_OUT("stock-out", Kind.STOCK_OUT, "stockout", DictionaryName.STOCK_OUT_KIND, "出库管理", "出库对接"),
    ADJUSTMENT("adjustment", Kind.ADJUSTMENT, "adjustment", DictionaryName.STOCK_OUT_KIND, "盘点管理", "盘点对接");

    private final String id;
    private final Kind kind;
    private final String office;
    private final DictionaryName categories;
    private final String section;
    private final String group;

    DocumentSubject(String id, Kind kind, String office, DictionaryName categories, String section, String group) {
        this.id = id;
        this.kind = kind;
        this.office = office;
        this.categories = categories;
        this.section = section;
        this.group = group;
    }

    /** Prefix of the operation ids. */
    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    /** Path of an operation in the quick dialect. */
    String office(String verb) {
        return "/webapi/v3/office/" + office + "/" + verb;
    }

    DictionaryName categories() {
        return categories;
    }

    String[] navigation() {
        return new String[] {"库存栏目", section, group};
    }
}
