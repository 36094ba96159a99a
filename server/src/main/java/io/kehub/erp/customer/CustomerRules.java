package io.kehub.erp.customer;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the details of a customer must obey. */
final class CustomerRules {

    /** How long a text may be, in letters, and what people call it. */
    private record Limit(String field, String caption, int longest, Function<CustomerDetails, String> value) {

        Optional<FieldError> fault(CustomerDetails details) {
            var text = value.apply(details);
            var letters = Text.letters(text);
            if (letters > longest) {
                return Optional.of(new FieldError(field, caption + "太长：共 " + letters + " 个字", "最多 " + longest + " 个字"));
            }
            return forbiddenLetter(field, caption, text);
        }
    }

    private static final int LONGEST_NAME = 200;

    private static final List<Limit> LIMITS = List.of(
            new Limit("name", "客户名称", LONGEST_NAME, CustomerDetails::name),
            new Limit("shortName", "客户简称", 100, CustomerDetails::shortName),
            new Limit("contactPerson", "联系人", 50, CustomerDetails::contactPerson),
            new Limit("phone", "电话", 50, CustomerDetails::phone),
            new Limit("mobile", "手机", 50, CustomerDetails::mobile),
            new Limit("email", "邮箱", 100, CustomerDetails::email),
            new Limit("address", "地址", 500, CustomerDetails::address),
            new Limit("remark", "备注", 2000, CustomerDetails::remark),
            new Limit("level", "客户级别", 50, CustomerDetails::level),
            new Limit("industry", "所属行业", 50, CustomerDetails::industry),
            new Limit("scale", "企业规模", 50, CustomerDetails::scale),
            new Limit("region", "所属区域", 50, CustomerDetails::region),
            new Limit("website", "网址", 200, CustomerDetails::website),
            new Limit("fax", "传真", 50, CustomerDetails::fax),
            new Limit("postcode", "邮编", 20, CustomerDetails::postcode),
            new Limit("kCode", "K编码", 50, CustomerDetails::kCode),
            new Limit("number", "客户编号", 50, CustomerDetails::number));

    private final Dictionaries dictionaries;
    private final CustomFields customFields;

    CustomerRules(Dictionaries dictionaries, CustomFields customFields) {
        this.dictionaries = dictionaries;
        this.customFields = customFields;
    }

    /**
     * The details as they are stored: the source and the choices in the spelling of their lists, empty custom fields
     * left out.
     *
     * @param present what the customer is now, whose choices stay valid for it; null for a new customer
     * @throws ProblemException with {@link Problem.Invalid} that names every fault
     */
    CustomerDetails accept(CustomerDetails details, @Nullable CustomerDetails present) {
        var faults = new ArrayList<FieldError>();
        if (Text.trimmed(details.name()).isEmpty()) {
            faults.add(new FieldError("name", "客户名称不能为空", "1 至 " + LONGEST_NAME + " 个字"));
        }
        LIMITS.forEach(limit -> limit.fault(details).ifPresent(faults::add));
        var source = acceptEntry(
                DictionaryName.CUSTOMER_SOURCE,
                details.source(),
                held(present, CustomerDetails::source),
                "source",
                faults);
        var level = acceptEntry(
                DictionaryName.CUSTOMER_CLASS, details.level(), held(present, CustomerDetails::level), "level", faults);
        var industry = acceptEntry(
                DictionaryName.TRADE, details.industry(), held(present, CustomerDetails::industry), "industry", faults);
        var region = acceptEntry(
                DictionaryName.AREA, details.region(), held(present, CustomerDetails::region), "region", faults);
        var custom =
                acceptCustomFields(details.customFields(), present == null ? Map.of() : present.customFields(), faults);
        var profile = ProfileRules.accept(details.profile(), faults);
        ProblemException.refuse(faults);
        return new CustomerDetails(
                details.name(),
                details.shortName(),
                details.kind(),
                source,
                details.contactPerson(),
                details.phone(),
                details.mobile(),
                details.email(),
                details.address(),
                details.remark(),
                level,
                industry,
                details.scale(),
                region,
                details.website(),
                details.fax(),
                details.postcode(),
                details.kCode(),
                custom,
                details.number(),
                profile);
    }

    /** Names the control letter that no text may hold, if there is one. */
    static Optional<FieldError> forbiddenLetter(String field, String caption, String text) {
        var index = Text.firstForbidden(text);
        return index.isEmpty()
                ? Optional.empty()
                : Optional.of(new FieldError(
                        field,
                        "%s的第 %d 个字是不允许的控制字符".formatted(caption, text.codePointCount(0, index.getAsInt()) + 1),
                        "普通文字，可含换行和制表符"));
    }

    /** The text in the entry's own spelling. A class, trade or area that is not filled in needs no entry. */
    private String acceptEntry(
            DictionaryName dictionary, String text, @Nullable String held, String field, List<FieldError> faults) {
        if (text.isEmpty() && dictionary != DictionaryName.CUSTOMER_SOURCE) {
            return text;
        }
        try {
            return dictionaries.accept(dictionary, text, field, held);
        } catch (ProblemException refusal) {
            if (refusal.problem() instanceof Problem.Invalid invalid) {
                faults.addAll(invalid.errors());
                return text;
            }
            throw refusal;
        }
    }

    private static @Nullable String held(@Nullable CustomerDetails present, Function<CustomerDetails, String> value) {
        return present == null ? null : value.apply(present);
    }

    private Map<String, String> acceptCustomFields(
            Map<String, String> given, Map<String, String> present, List<FieldError> faults) {
        return given.isEmpty() ? given : CustomFieldValues.accept(given, present, customFields.all(), faults);
    }
}
