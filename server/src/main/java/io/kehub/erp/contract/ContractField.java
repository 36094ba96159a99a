package io.kehub.erp.contract;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.TextField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of a contract. Rules, SQL, forms and answers iterate over them. Errors are reported in this order. */
public enum ContractField implements TextField {
    TITLE("title", "title", "合同主题", 200),
    /** Unique among contracts; empty asks for the next one. */
    NUMBER("number", "number", new Shape("合同编号", 50, Form.CODE), null),
    COUNTERPART("counterpart", "counterpart", "对方代表", 50),
    SUMMARY("summary", "summary", "合同概要", 2000),
    PAYMENT_TERMS("paymentTerms", "payment", "付款方式", 500),
    DELIVERY_ADDRESS("deliveryAddress", "delivery_address", "交货地址", 500),
    REMARK("remark", "remark", "备注", 2000),
    DELIVERY_METHOD("deliveryMethod", "delivery_method", "交货方式", 500),
    DELIVERY_TIME("deliveryTime", "delivery_time", "交货时间", 500),
    ACCESSORIES("accessories", "accessories", "配件", 500),
    /** How receivables are planned; recorded only. */
    RECEIVABLE_PLAN("receivablePlan", "receivable_plan", "收款计划", 50),
    RECEIVABLE_KIND("receivableKind", "receivable_kind", "收款类型", 50),
    RECONCILIATION("reconciliation", "reconciliation", "对账方式", 50),
    /** How invoices are planned; recorded only. */
    INVOICE_PLAN("invoicePlan", "invoice_plan", "开票计划", 50),
    INVOICE_KIND("invoiceKind", "invoice_kind", "开票类型", 50),
    /** The total as the client states it, which may include freight and discounts; the lines have their own total. */
    STATED_TOTAL("statedTotal", "stated_total", "合同总额", 30),
    /** The discount on the contract as the client states it. */
    STATED_CONCESSION("statedConcession", "stated_concession", "优惠总额", 30),
    /** The total after the discount as the client states it. */
    STATED_AMOUNT("statedAmount", "stated_amount", "优惠后总额", 30),
    CATEGORY("category", "category", "合同分类", DictionaryName.CONTRACT_CLASS),
    STATE("state", "state", "合同状态", DictionaryName.CONTRACT_STATE),
    CURRENCY("currency", "currency", "币种", DictionaryName.CURRENCY);

    /** Maximum length of a dictionary entry. */
    private static final int MAX_ENTRY_LENGTH = 50;

    private final String domainName;
    private final String column;
    private final Shape shape;
    private final @Nullable DictionaryName dictionary;

    ContractField(String domainName, String column, String caption, int maxLength) {
        this(domainName, column, new Shape(caption, maxLength, Form.PROSE), null);
    }

    ContractField(String domainName, String column, String caption, DictionaryName dictionary) {
        this(domainName, column, new Shape(caption, MAX_ENTRY_LENGTH, Form.PROSE), dictionary);
    }

    ContractField(String domainName, String column, Shape shape, @Nullable DictionaryName dictionary) {
        this.domainName = domainName;
        this.column = column;
        this.shape = shape;
        this.dictionary = dictionary;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /** Also the name of its SQL parameter. */
    @Override
    public String domainName() {
        return domainName;
    }

    /** The dictionary that holds its values; empty for free text. */
    public Optional<DictionaryName> dictionary() {
        return Optional.ofNullable(dictionary);
    }

    /** Its column in the table {@code contract}. */
    String column() {
        return column;
    }
}
