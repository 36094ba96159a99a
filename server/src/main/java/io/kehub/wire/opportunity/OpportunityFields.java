package io.kehub.wire.opportunity;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.opportunity.Opportunity;
import io.kehub.erp.opportunity.Opportunity.Decision;
import io.kehub.erp.opportunity.OpportunityField;
import io.kehub.wire.operation.AnswerField;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of an opportunity in the answers of each dialect. */
final class OpportunityFields {

    private static final Map<OpportunityField, String> QUICK_NAMES = Map.of(
            OpportunityField.TITLE, "title",
            OpportunityField.NUMBER, "code",
            OpportunityField.STAGE, "stage",
            OpportunityField.STATE, "status",
            OpportunityField.SOURCE, "source",
            OpportunityField.CATEGORY, "sort",
            OpportunityField.REGION, "region",
            OpportunityField.CURRENCY, "currency",
            OpportunityField.SUMMARY, "summary");

    private final ZoneId zone;

    OpportunityFields(ZoneId zone) {
        this.zone = zone;
    }

    /** The quick dialect's name of a field. */
    static String quickName(OpportunityField field) {
        return QUICK_NAMES.getOrDefault(field, field.domainName());
    }

    /** The dictionary of a field whose values are entries. */
    static DictionaryName dictionary(OpportunityField field) {
        return field.dictionary().orElseThrow();
    }

    /** Ids are followed by names; new fields go last. */
    List<AnswerField<OpportunityRow>> quick() {
        return List.of(
                id("id"),
                text(OpportunityField.NUMBER, "code"),
                text(OpportunityField.TITLE, "title"),
                customer("custid"),
                customerName("custname"),
                person("personid"),
                personName("personname"),
                owner("charge", "负责人ID"),
                ownerName("chargename"),
                text(OpportunityField.STAGE, "stage"),
                text(OpportunityField.STATE, "status"),
                text(OpportunityField.SOURCE, "source"),
                text(OpportunityField.CATEGORY, "sort"),
                text(OpportunityField.REGION, "region"),
                amount("money"),
                text(OpportunityField.CURRENCY, "currency"),
                foundOn("founddate"),
                expectedOn("expectdate"),
                text(OpportunityField.SUMMARY, "summary"),
                approval("approval"),
                AnswerField.text("approver", "approver", "审批人", OpportunityRow::approver),
                decision("opinion", "opinion", "审批意见", Decision::opinion),
                approvedAmount("approvedmoney"),
                AnswerField.text("addedBy", "addname", "添加人", OpportunityRow::addedBy),
                addedAt("addtime"));
    }

    /** The columns are the parameters of the list where the ERP documents one. Old clients read rows by position: new ones go last. */
    List<AnswerField<OpportunityRow>> columns() {
        return List.of(
                id("ord"),
                text(OpportunityField.NUMBER, "xmid"),
                text(OpportunityField.TITLE, "title"),
                customerName("cName"),
                personName("personname"),
                ownerName("catename"),
                text(OpportunityField.STATE, "complete1"),
                text(OpportunityField.STAGE, "complete2"),
                text(OpportunityField.SOURCE, "sorce"),
                text(OpportunityField.CATEGORY, "trade"),
                text(OpportunityField.REGION, "area"),
                amount("money1"),
                text(OpportunityField.CURRENCY, "bz"),
                foundOn("date1"),
                expectedOn("date2"),
                approval("spzt"),
                AnswerField.text("approver", "spMan", "审批人", OpportunityRow::approver),
                addedAt("date7"),
                customer("company"),
                person("person"),
                owner("cateid", "负责人ID"));
    }

    /** The fields of the form beyond the columns. */
    List<AnswerField<OpportunityRow>> formOnly() {
        return List.of(
                text(OpportunityField.SUMMARY, "intro"),
                decision("opinion", "spIntro", "审批意见", Decision::opinion),
                approvedAmount("spMoney"),
                AnswerField.text("addedBy", "addcate", "添加人", OpportunityRow::addedBy));
    }

    /** The columns that show an entry of a dictionary, by their domain names. */
    static Map<String, DictionaryName> entries() {
        return Stream.of(OpportunityField.values())
                .filter(field -> field.dictionary().isPresent())
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        OpportunityField::domainName, OpportunityFields::dictionary));
    }

    private static AnswerField<OpportunityRow> id(String wireName) {
        return AnswerField.id(
                "id", wireName, "数据唯一标识", row -> row.opportunity().id().value());
    }

    private static AnswerField<OpportunityRow> text(OpportunityField field, String wireName) {
        return AnswerField.text(
                field.domainName(),
                wireName,
                field.caption(),
                row -> row.opportunity().text(field));
    }

    private static AnswerField<OpportunityRow> customer(String wireName) {
        return AnswerField.id(
                "customer",
                wireName,
                "客户ID",
                row -> row.opportunity().customer().value());
    }

    private static AnswerField<OpportunityRow> customerName(String wireName) {
        return AnswerField.text(
                "customerName", wireName, "客户名称", row -> row.opportunity().customerName());
    }

    private static AnswerField<OpportunityRow> person(String wireName) {
        return AnswerField.optionalId("person", wireName, "联系人ID", row -> {
            var person = row.opportunity().terms().person();
            return person == null ? null : person.value();
        });
    }

    private static AnswerField<OpportunityRow> personName(String wireName) {
        return AnswerField.text(
                "personName", wireName, "联系人姓名", row -> row.opportunity().personName());
    }

    private static AnswerField<OpportunityRow> owner(String wireName, String caption) {
        return AnswerField.id(
                "owner", wireName, caption, row -> row.opportunity().owner().value());
    }

    private static AnswerField<OpportunityRow> ownerName(String wireName) {
        return AnswerField.text("ownerName", wireName, "负责人姓名", OpportunityRow::owner);
    }

    private static AnswerField<OpportunityRow> amount(String wireName) {
        return AnswerField.decimal(
                "amount", wireName, "预计金额", row -> row.opportunity().terms().amount());
    }

    private static AnswerField<OpportunityRow> foundOn(String wireName) {
        return AnswerField.day(
                "foundOn", wireName, "发现日期", row -> row.opportunity().terms().foundOn());
    }

    private static AnswerField<OpportunityRow> expectedOn(String wireName) {
        return AnswerField.day(
                "expectedOn",
                wireName,
                "预计签单日期",
                row -> row.opportunity().terms().expectedOn());
    }

    private static AnswerField<OpportunityRow> approval(String wireName) {
        return AnswerField.text(
                "approval",
                wireName,
                "审批状态",
                row -> row.opportunity().approval().caption());
    }

    private static AnswerField<OpportunityRow> approvedAmount(String wireName) {
        return AnswerField.decimal("approvedAmount", wireName, "审批金额", row -> {
            var decision = row.opportunity().decision();
            return decision == null ? null : decision.amount();
        });
    }

    private static AnswerField<OpportunityRow> decision(
            String name, String wireName, String caption, Function<Decision, String> value) {
        return AnswerField.text(name, wireName, caption, row -> text(row.opportunity(), value));
    }

    private static String text(Opportunity opportunity, Function<Decision, String> value) {
        @Nullable Decision decision = opportunity.decision();
        return decision == null ? "" : value.apply(decision);
    }

    private AnswerField<OpportunityRow> addedAt(String wireName) {
        return AnswerField.time(
                "addedAt", wireName, "添加时间", zone, row -> row.opportunity().addedAt());
    }
}
