package io.kehub.wire.contract;

import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a contract in ov1 (catalog: 合同添加).
 *
 * @param id 0 for the empty template
 * @param number the contract's number, or the proposed one
 * @param contract null for a new contract and for the template
 * @param entryIds per dictionary, the id of each text
 */
record ContractForm(
        long id, String number, @Nullable Contract contract, Map<DictionaryName, Map<String, Long>> entryIds) {

    /** The form of a contract, or the empty template. */
    static ContractForm of(Optional<Contract> found, Dictionaries dictionaries) {
        return found.map(contract ->
                        new ContractForm(contract.id().value(), contract.number(), contract, entryIds(dictionaries)))
                .orElseGet(() -> ofNew(0, "", dictionaries));
    }

    /** The form of a new contract with a reserved id and a proposed number. */
    static ContractForm ofNew(long id, String number, Dictionaries dictionaries) {
        return new ContractForm(id, number, null, entryIds(dictionaries));
    }

    private static Map<DictionaryName, Map<String, Long>> entryIds(Dictionaries dictionaries) {
        var ids = new EnumMap<DictionaryName, Map<String, Long>>(DictionaryName.class);
        Stream.of(ContractField.values())
                .flatMap(field -> field.dictionary().stream())
                .forEach(dictionary -> {
                    var byText = new HashMap<String, Long>();
                    dictionaries.entries(dictionary).forEach(entry -> byText.put(entry.text(), entry.id()));
                    ids.put(dictionary, byText);
                });
        return ids;
    }

    static Answer<ContractForm> answer() {
        return Answer.form(
                "操作成功",
                "contract",
                form -> "合同",
                ContractForm::id,
                List.of(new FormGroup<>("base", "基本信息", base()), new FormGroup<>("terms", "合同条款", terms())));
    }

    private static List<FormField<ContractForm>> base() {
        return List.of(
                FormField.of(
                        ContractWriteOperations.CUSTOMER,
                        form -> form.value(contract ->
                                WireValue.Number.of(contract.customer().value())),
                        form -> form.contract() == null ? "" : form.contract().customerName()),
                FormField.of(ContractFields.of(ContractField.NUMBER), form -> new WireValue.Text(form.number())),
                text(ContractField.TITLE),
                FormField.of(
                        ContractFields.SIGNED_ON,
                        form -> form.value(contract ->
                                AnswerField.day(contract.terms().dates().signedOn()))),
                FormField.of(
                        ContractFields.STARTS_ON,
                        form -> form.value(contract ->
                                AnswerField.day(contract.terms().dates().startsOn()))),
                FormField.of(
                        ContractFields.ENDS_ON,
                        form -> form.value(contract ->
                                AnswerField.day(contract.terms().dates().endsOn()))),
                FormField.of(
                        ContractFields.OWNER,
                        form -> form.value(
                                contract -> WireValue.Number.of(contract.owner().value()))),
                text(ContractField.COUNTERPART),
                entry(ContractField.CATEGORY),
                entry(ContractField.STATE),
                entry(ContractField.CURRENCY),
                text(ContractField.SUMMARY),
                stated(
                        ContractField.STATED_TOTAL,
                        contract -> contract.amounts().total()),
                stated(
                        ContractField.STATED_CONCESSION,
                        contract -> contract.amounts().concession()),
                stated(
                        ContractField.STATED_AMOUNT,
                        contract -> contract.amounts().amount()),
                FormField.of(
                        ContractFields.FREIGHT,
                        form -> form.value(
                                contract -> AnswerField.decimal(contract.terms().freight()))),
                FormField.of(
                        ContractFields.OPPORTUNITY,
                        form -> form.value(contract -> {
                            var opportunity = contract.terms().opportunity();
                            return opportunity == null
                                    ? new WireValue.Text("")
                                    : WireValue.Number.of(opportunity.value());
                        })));
    }

    private static List<FormField<ContractForm>> terms() {
        return List.of(
                text(ContractField.PAYMENT_TERMS),
                text(ContractField.DELIVERY_ADDRESS),
                text(ContractField.REMARK),
                text(ContractField.DELIVERY_METHOD),
                text(ContractField.DELIVERY_TIME),
                text(ContractField.ACCESSORIES),
                text(ContractField.RECEIVABLE_PLAN),
                text(ContractField.INVOICE_PLAN),
                text(ContractField.INVOICE_KIND));
    }

    /** An amount as the client stated it; the one of the lines if it stated none. */
    private static FormField<ContractForm> stated(ContractField field, Function<Contract, BigDecimal> ofLines) {
        return FormField.of(
                ContractFields.of(field),
                form -> form.value(contract -> contract.text(field).isEmpty()
                        ? AnswerField.decimal(ofLines.apply(contract))
                        : new WireValue.Text(contract.text(field))));
    }

    private static FormField<ContractForm> text(ContractField field) {
        return FormField.of(ContractFields.of(field), form -> new WireValue.Text(form.valueOf(field)));
    }

    private static FormField<ContractForm> entry(ContractField field) {
        return FormField.of(ContractFields.of(field), form -> form.entryId(field), form -> form.valueOf(field));
    }

    /** The id of the entry; the text itself if the dictionary has no such entry. */
    private WireValue entryId(ContractField field) {
        var id = entryIds.getOrDefault(field.dictionary().orElseThrow(), Map.of())
                .get(valueOf(field));
        return id == null ? new WireValue.Text(valueOf(field)) : WireValue.Number.of(id);
    }

    private WireValue value(Function<Contract, WireValue> value) {
        return contract == null ? new WireValue.Text("") : value.apply(contract);
    }

    private String valueOf(ContractField field) {
        return contract == null ? "" : contract.text(field);
    }
}
