package io.kehub.erp.customer;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.TextField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a customer that have a column of their own (quick reference, 添加客户; catalog: 单位客户添加). Rules, SQL, forms
 * and responses iterate over them, so a new text is one constant here, a column in a migration, and a wire name per dialect.
 */
public enum CustomerField implements TextField {
    NAME("客户名称", 200, Form.PROSE, true),
    SHORT_NAME("客户简称", 100, Form.PROSE, true),
    SOURCE("客户来源", DictionaryName.CUSTOMER_SOURCE),
    CONTACT_PERSON("联系人", 50),
    PHONE("电话", 50, Form.CODE, true),
    MOBILE("手机", 50, Form.CODE, true),
    EMAIL("邮箱", 100, Form.CODE, false),
    ADDRESS("地址", 500),
    REMARK("备注", 2000, Form.PROSE, true),
    LEVEL("客户分类", DictionaryName.CUSTOMER_CLASS),
    INDUSTRY("所属行业", DictionaryName.TRADE),
    SCALE("企业规模", 50),
    REGION("所属区域", DictionaryName.AREA),
    WEBSITE("网址", 200, Form.CODE, false),
    FAX("传真", 50, Form.CODE, false),
    POSTCODE("邮编", 20, Form.CODE, false),
    /** The hub's K-code; unique among customers. */
    K_CODE("K编码", 50, Form.CODE, false),
    /** The customer number ({@code khid}); unique among customers; empty asks for the next one. */
    NUMBER("客户编号", 50, Form.CODE, false);

    /** Maximum length of a dictionary entry. */
    private static final int MAX_ENTRY_LENGTH = 50;

    private final Shape shape;
    private final boolean searchable;
    private final @Nullable DictionaryName dictionary;
    private final String column;
    private final String domainName;

    CustomerField(String caption, int maxLength) {
        this(caption, maxLength, Form.PROSE, false);
    }

    CustomerField(String caption, int maxLength, Form form, boolean searchable) {
        this(caption, maxLength, form, searchable, null);
    }

    CustomerField(String caption, DictionaryName dictionary) {
        this(caption, MAX_ENTRY_LENGTH, Form.PROSE, false, dictionary);
    }

    CustomerField(String caption, int maxLength, Form form, boolean searchable, @Nullable DictionaryName dictionary) {
        this.shape = new Shape(caption, maxLength, form);
        this.searchable = searchable;
        this.dictionary = dictionary;
        this.column = name().toLowerCase(Locale.ROOT);
        this.domainName = camelCase(column);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public String domainName() {
        return domainName;
    }

    /** Whether keywords search it. The generated column {@code search_text} contains the same fields. */
    public boolean searchable() {
        return searchable;
    }

    /** The dictionary of its values; empty for free text. */
    public Optional<DictionaryName> dictionary() {
        return Optional.ofNullable(dictionary);
    }

    /** Its column in the table {@code customer}; also the name of its SQL parameter. */
    String column() {
        return column;
    }

    private static String camelCase(String column) {
        var words = column.split("_");
        return Stream.of(words)
                .map(word -> word.equals(words[0])
                        ? word
                        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
