package io.kehub.erp.opportunity;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.TextField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of an opportunity. Rules, SQL, forms and answers iterate over them. Errors are reported in this order. */
public enum OpportunityField implements TextField {
    TITLE("title", new Shape("项目主题", 200, Form.PROSE), null),
    /** Unique among opportunities; empty asks for the next one. */
    NUMBER("number", new Shape("项目编号", 50, Form.CODE), null),
    STAGE("stage", "项目阶段", DictionaryName.OPPORTUNITY_STAGE),
    STATE("state", "项目状态", DictionaryName.OPPORTUNITY_STATE),
    /** May be empty. */
    SOURCE("source", "项目来源", DictionaryName.OPPORTUNITY_SOURCE),
    /** May be empty. */
    CATEGORY("category", "项目分类", DictionaryName.OPPORTUNITY_CLASS),
    /** May be empty. */
    REGION("region", "项目地区", DictionaryName.AREA),
    CURRENCY("currency", "币种", DictionaryName.CURRENCY),
    SUMMARY("summary", new Shape("项目概要", 2000, Form.PROSE), null);

    /** Maximum length of a dictionary entry. */
    private static final int MAX_ENTRY_LENGTH = 50;

    private final String column;
    private final Shape shape;
    private final @Nullable DictionaryName dictionary;

    OpportunityField(String column, String caption, DictionaryName dictionary) {
        this(column, new Shape(caption, MAX_ENTRY_LENGTH, Form.PROSE), dictionary);
    }

    OpportunityField(String column, Shape shape, @Nullable DictionaryName dictionary) {
        this.column = column;
        this.shape = shape;
        this.dictionary = dictionary;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return column;
    }

    /** The dictionary that holds its values; empty for free text. */
    public Optional<DictionaryName> dictionary() {
        return Optional.ofNullable(dictionary);
    }

    /** Whether every opportunity has a value, which is the first entry of the dictionary if none is given. */
    boolean hasDefault() {
        return this == STAGE || this == STATE || this == CURRENCY;
    }

    /** Its column in the table {@code opportunity}, also the name of its SQL parameter. */
    String column() {
        return column;
    }
}
