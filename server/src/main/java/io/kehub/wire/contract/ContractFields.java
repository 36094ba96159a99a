package io.kehub.wire.contract;

import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.ContractTerms;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The parameters that write the terms of a contract, in every dialect (catalog: 合同添加). */
final class ContractFields {

    /** 合同状态 of a new contract if the request contains none. */
    private static final String INITIAL_STATE = "生效执行中";

    static final Parameter<LocalDate> SIGNED_ON =
            day("signedOn", "签订日期", "date3", "SignDate").required();
    static final Parameter<LocalDate> STARTS_ON =
            day("startsOn", "开始日期", "date1", "BeginDate").required();
    static final Parameter<LocalDate> ENDS_ON = day("endsOn", "结束日期", "date2", "EndDate");
    static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "销售人员")
            .ov1("cateid", Types.user(true))
            .v3("SeleManName", Types.userNamed(true));
    static final Parameter<BigDecimal> FREIGHT = Parameter.<BigDecimal>named("freight", "运杂费")
            .ov1("extras", Types.amount())
            .v3("Extras", Types.amount());

    /** 0 means none. */
    static final Parameter<Optional<OpportunityId>> OPPORTUNITY = Parameter.<Optional<OpportunityId>>named(
                    "opportunity", "关联项目")
            .ov1(
                    "chance",
                    Types.integer(0, Integer.MAX_VALUE)
                            .map(id -> id == 0 ? Optional.empty() : Optional.of(new OpportunityId(id))));

    private static final Map<ContractField, Parameter<String>> TEXTS = texts();

    private ContractFields() {}

    static Parameter<String> of(ContractField field) {
        return Objects.requireNonNull(TEXTS.get(field));
    }

    private static Map<ContractField, Parameter<String>> texts() {
        var all = new EnumMap<ContractField, Parameter<String>>(ContractField.class);
        for (var field : ContractField.values()) {
            all.put(
                    field,
                    switch (field) {
                        case TITLE -> text(field, "title", "Title").required();
                        case NUMBER -> text(field, "htid", "HTId").required(DialectId.V3);
                        case COUNTERPART -> text(field, "person2id", "PersonName");
                        case SUMMARY -> text(field, "intro", "Intro");
                        case PAYMENT_TERMS -> text(field, "jh_intro3", "Payment");
                        case DELIVERY_ADDRESS -> text(field, "jh_intro4", "DeliveryAddress");
                        case REMARK -> text(field, "jh_intro2", "Remark");
                        case DELIVERY_METHOD -> text(field, "jh_intro5", "DeliveryWay");
                        case DELIVERY_TIME -> text(field, "jh_intro6", "DeliveryDate");
                        case ACCESSORIES -> text(field, "jh_intro1", "Accessory");
                        case RECEIVABLE_PLAN -> text(field, "fqhk", "PaymentStatus");
                        case RECEIVABLE_KIND -> named(field).v3("PaybackMode", Types.text(field.maxLength()));
                        case RECONCILIATION -> named(field).v3("CKAccModel", Types.text(field.maxLength()));
                        case INVOICE_PLAN -> text(field, "invoicePlan", "InvoiceStatus");
                        case INVOICE_KIND -> text(field, "invoiceMode", "InvoiceMode");
                        case STATED_TOTAL -> amount(field, "premoney");
                        case STATED_CONCESSION -> amount(field, "yhvalue");
                        case STATED_AMOUNT -> amount(field, "money1");
                        case CATEGORY -> entry(field, "sort", "SortName").required();
                        case STATE -> entry(field, "complete1", "StatusName").required(DialectId.V3);
                        case CURRENCY -> entry(field, "bz", "Currency").required();
                    });
        }
        return all;
    }

    private static Parameter<String> text(ContractField field, String ov1, String v3) {
        return named(field).ov1(ov1, Types.text(field.maxLength())).v3(v3, Types.text(field.maxLength()));
    }

    private static Parameter<String> amount(ContractField field, String ov1) {
        return named(field).ov1(ov1, Types.amount().map(BigDecimal::toPlainString));
    }

    /** An entry of the field's dictionary: its id in ov1, its text in v3. */
    private static Parameter<String> entry(ContractField field, String ov1, String v3) {
        DictionaryName dictionary = field.dictionary().orElseThrow();
        return named(field).ov1(ov1, Types.entryId(dictionary)).v3(v3, Types.entryText(dictionary));
    }

    private static Parameter<String> named(ContractField field) {
        return Parameter.named(field.domainName(), field.caption());
    }

    private static Parameter<LocalDate> day(String name, String caption, String ov1, String v3) {
        return Parameter.<LocalDate>named(name, caption).ov1(ov1, Types.day()).v3(v3, Types.day());
    }

    /** The terms of a request. */
    static ContractTerms terms(Arguments given, CustomerId customer, UserId caller) {
        var texts = new EnumMap<ContractField, String>(ContractField.class);
        TEXTS.forEach((field, parameter) -> texts.put(field, given.text(parameter)));
        texts.put(ContractField.STATE, given.orElse(of(ContractField.STATE), INITIAL_STATE));
        return new ContractTerms(
                texts,
                customer,
                given.orElse(OWNER, caller),
                new ContractTerms.Dates(given.get(SIGNED_ON), given.get(STARTS_ON), given.find(ENDS_ON)),
                given.orElse(FREIGHT, BigDecimal.ZERO),
                given.orElse(OPPORTUNITY, Optional.<OpportunityId>empty()).orElse(null));
    }

    /** The current values of the fields that are chosen from lists, by the name of the parameter. */
    static Map<String, Object> chosen(Contract existing) {
        var chosen = new HashMap<String, Object>();
        chosen.put(OWNER.name(), existing.owner());
        TEXTS.forEach((field, parameter) -> {
            if (field.dictionary().isPresent()) {
                chosen.put(parameter.name(), existing.text(field));
            }
        });
        return chosen;
    }
}
