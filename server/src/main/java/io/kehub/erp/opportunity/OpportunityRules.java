package io.kehub.erp.opportunity;

import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Validation rules of an opportunity. */
final class OpportunityRules {

    private static final BigDecimal MAX_AMOUNT = new BigDecimal("9999999999999999.99");

    private final Customers customers;
    private final ContactPersons persons;
    private final Dictionaries dictionaries;

    OpportunityRules(Customers customers, ContactPersons persons, Dictionaries dictionaries) {
        this.customers = customers;
        this.persons = persons;
        this.dictionaries = dictionaries;
    }

    /**
     * Validates an opportunity and returns it as it is stored: entries in the spelling of their dictionary, missing values
     * replaced by their defaults.
     *
     * @param existing what is stored now, whose values may be kept even if they are disabled; null for a new opportunity
     * @throws ProblemException with {@link Problem.Invalid} that lists every error; with {@link Problem.NotFound} about
     *     {@code customer} if the viewer does not see it
     */
    OpportunityTerms accept(OpportunityTerms terms, @Nullable OpportunityTerms existing, AccessScope scope) {
        var customer = customer(terms, existing, scope);
        var errors = new ArrayList<FieldError>();
        var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
        for (var field : OpportunityField.values()) {
            texts.put(field, text(field, terms.text(field), existing, errors));
        }
        if (existing == null
                && customer != null
                && texts.getOrDefault(OpportunityField.REGION, "").isEmpty()) {
            texts.put(OpportunityField.REGION, customer.details().text(CustomerField.REGION));
        }
        checkAmount("amount", "预计金额", terms.amount(), errors);
        var expectedOn = terms.expectedOn();
        if (expectedOn != null && expectedOn.isBefore(terms.foundOn())) {
            errors.add(new FieldError("expectedOn", "预计签单日期早于发现日期", "不早于发现日期"));
        }
        checkPerson(terms, existing, scope, errors);
        ProblemException.refuse(errors);
        return terms.with(texts);
    }

    /** The visible customer; null if an existing opportunity keeps its customer, which may have become invisible. */
    private @Nullable Customer customer(
            OpportunityTerms terms, @Nullable OpportunityTerms existing, AccessScope scope) {
        var found = customers.find(terms.customer(), scope);
        if (found.isEmpty() && (existing == null || !existing.customer().equals(terms.customer()))) {
            var message = "没有编号为 " + terms.customer().value() + " 的客户";
            throw new ProblemException(new Problem.NotFound(
                    "not_found", "customer：" + message, List.of(new FieldError("customer", message, "已有客户的编号"))));
        }
        return found.orElse(null);
    }

    private void checkPerson(
            OpportunityTerms terms, @Nullable OpportunityTerms existing, AccessScope scope, List<FieldError> errors) {
        var person = terms.person();
        var kept = existing != null
                && Objects.equals(existing.person(), person)
                && existing.customer().equals(terms.customer());
        if (person == null || kept) {
            return;
        }
        var found = persons.find(person, scope);
        if (found.isEmpty()) {
            errors.add(new FieldError("person", "没有编号为 " + person.value() + " 的联系人", "该客户的联系人的编号，或留空"));
        } else if (!found.get().customer().equals(terms.customer())) {
            errors.add(new FieldError(
                    "person",
                    "编号为 " + person.value() + " 的联系人属于另一个客户「" + found.get().customerName() + "」",
                    "该客户的联系人的编号，或留空"));
        }
    }

    private String text(
            OpportunityField field, String text, @Nullable OpportunityTerms existing, List<FieldError> errors) {
        var dictionary = field.dictionary();
        if (dictionary.isPresent()) {
            return text.isEmpty()
                    ? field.hasDefault() ? defaultOf(dictionary.get(), field, errors) : ""
                    : entry(dictionary.get(), field, text, existing, errors);
        }
        if (field == OpportunityField.TITLE) {
            field.rule().checkFilled(text, errors);
        } else {
            field.rule().check(text, errors);
        }
        return text;
    }

    private String defaultOf(DictionaryName dictionary, OpportunityField field, List<FieldError> errors) {
        var first = dictionaries.entries(dictionary).stream()
                .filter(entry -> entry.enabled() && !entry.text().isEmpty())
                .map(Entry::text)
                .findFirst();
        if (first.isEmpty()) {
            errors.add(new FieldError(field.domainName(), field.caption() + "字典没有启用的项", "请管理员在字典中启用一项"));
        }
        return first.orElse("");
    }

    private String entry(
            DictionaryName dictionary,
            OpportunityField field,
            String text,
            @Nullable OpportunityTerms existing,
            List<FieldError> errors) {
        try {
            return dictionaries.accept(
                    dictionary, text, field.domainName(), existing == null ? null : existing.text(field));
        } catch (ProblemException refusal) {
            errors.addAll(refusal.problem().errors());
            return "";
        }
    }

    /** Adds an error unless the amount is not negative and has at most 16 digits and 2 decimals. */
    static void checkAmount(String field, String caption, BigDecimal amount, List<FieldError> errors) {
        if (amount.signum() < 0
                || amount.compareTo(MAX_AMOUNT) > 0
                || (amount.signum() != 0 && amount.stripTrailingZeros().scale() > 2)) {
            errors.add(new FieldError(field, caption + "不对", "不小于 0、整数最多 16 位、小数最多 2 位的数字"));
        }
    }
}
