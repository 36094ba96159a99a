package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a list in addition to {@link CustomerFilter}. Empty and null mean all.
 *
 * @param texts the given texts, by what they are compared with; empty ones are dropped
 * @param choices the accepted values, by the field that has one of them; empty lists are dropped
 * @param isProtected protected or not
 * @param ids these customers only; empty means all
 * @param searchedOwners owners that {@link Text#ANYWHERE} finds too, because their name contains the text
 */
public record AdvancedCustomerFilter(
        Map<Text, String> texts,
        Map<Choice, List<String>> choices,
        @Nullable Boolean isProtected,
        List<CustomerId> ids,
        List<UserId> searchedOwners,
        Involvement involvement) {

    public static final AdvancedCustomerFilter NONE =
            new AdvancedCustomerFilter(Map.of(), Map.of(), null, List.of(), List.of(), Involvement.ANY);

    public AdvancedCustomerFilter {
        texts = texts.entrySet().stream()
                .filter(text -> !text.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        choices = choices.entrySet().stream()
                .filter(choice -> !choice.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, choice -> List.copyOf(choice.getValue())));
        ids = List.copyOf(ids);
        searchedOwners = List.copyOf(searchedOwners);
    }

    /** What a text is compared with, folded. */
    public enum Text {
        /** part of the name */
        NAME,
        /** beginning of the customer number */
        NUMBER_START,
        /** part of phone or mobile */
        PHONE,
        /** part of the address */
        ADDRESS,
        /** part of the remark */
        REMARK,
        /** part of the fax number */
        FAX,
        /** part of the web address */
        WEBSITE,
        /** part of the postcode */
        POSTCODE,
        /** part of the pinyin code */
        PINYIN,
        /** part of any text that the list shows: of the customer, its owner's name, or a text of one of its contact persons */
        ANYWHERE,
        /** the whole K-code */
        K_CODE
    }

    /** A field that has one of several values of a dictionary. */
    public enum Choice {
        /** 客户分类: these classes or classes below them */
        LEVEL,
        /** 客户行业 */
        INDUSTRY,
        /** 客户区域: these areas or areas below them */
        REGION,
        /** 价值评估 */
        VALUE,
        /** 客户来源, if there are several */
        SOURCE
    }

    /** What a user has to do with a customer. */
    public enum Role {
        /** is in charge of it 领用人员 */
        OWNER,
        /** added it 添加人员 */
        ADDED,
        /** was in charge of it before it returned to the pool 放弃人员 */
        RETURNED
    }

    /** How a customer is shared. */
    public enum Sharing {
        /** the viewer shared it with others */
        BY_VIEWER,
        /** others shared it with the viewer */
        WITH_VIEWER
    }

    /**
     * How users are or were involved with the customers.
     *
     * @param user the user of {@code roles}; null means anyone
     * @param roles the user has at least one of them
     * @param pooled whether only customers of the pool are listed
     * @param sharing null means shared or not
     * @param viewer who reads the list; null only without {@code sharing}
     * @param claimedFrom the owner was assigned or claimed it at that moment or later
     * @param claimedBefore the owner was assigned or claimed it before that moment
     */
    public record Involvement(
            @Nullable UserId user,
            Set<Role> roles,
            boolean pooled,
            @Nullable Sharing sharing,
            @Nullable UserId viewer,
            @Nullable Instant claimedFrom,
            @Nullable Instant claimedBefore) {

        public static final Involvement ANY = new Involvement(null, Set.of(), false, null, null, null, null);

        public Involvement {
            roles = Set.copyOf(roles);
        }
    }

    /** The given text; empty if there is none. */
    public String text(Text text) {
        return texts.getOrDefault(text, "");
    }

    /** The accepted values; empty means all. */
    public List<String> values(Choice choice) {
        return choices.getOrDefault(choice, List.of());
    }

    /** The same conditions with another text. */
    public AdvancedCustomerFilter with(Text text, String value) {
        var changed = new EnumMap<Text, String>(Text.class);
        changed.putAll(texts);
        changed.put(text, value);
        return new AdvancedCustomerFilter(changed, choices, isProtected, ids, searchedOwners, involvement);
    }

    /** The same conditions with other accepted values. */
    public AdvancedCustomerFilter with(Choice choice, List<String> values) {
        var changed = new EnumMap<Choice, List<String>>(Choice.class);
        changed.putAll(choices);
        changed.put(choice, values);
        return new AdvancedCustomerFilter(texts, changed, isProtected, ids, searchedOwners, involvement);
    }

    /** The same conditions with another involvement. */
    public AdvancedCustomerFilter with(Involvement other) {
        return new AdvancedCustomerFilter(texts, choices, isProtected, ids, searchedOwners, other);
    }
}
