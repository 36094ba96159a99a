package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a list in addition to {@link CustomerFilter}. Empty and null mean all; texts are compared folded.
 *
 * @param isProtected protected or not
 * @param ids these customers only; empty means all
 * @param hands in whose hands the customers are or were
 * @param kCode the whole K-code, compared by its key
 */
public record AdvancedCustomerFilter(
        Texts texts,
        Classification classification,
        @Nullable Boolean isProtected,
        List<CustomerId> ids,
        Hands hands,
        String kCode) {

    public static final AdvancedCustomerFilter NONE = new AdvancedCustomerFilter(
            new Texts("", "", "", "", ""),
            new Classification(List.of(), List.of(), List.of(), List.of(), List.of()),
            null,
            List.of(),
            Hands.ANY,
            "");

    public AdvancedCustomerFilter {
        ids = List.copyOf(ids);
    }

    /** Without conditions on the hands and the K-code. */
    public AdvancedCustomerFilter(
            Texts texts, Classification classification, @Nullable Boolean isProtected, List<CustomerId> ids) {
        this(texts, classification, isProtected, ids, Hands.ANY, "");
    }

    /**
     * Parts of texts.
     *
     * @param name part of the name
     * @param numberStart beginning of the customer number
     * @param phone part of phone or mobile
     * @param address part of the address
     * @param remark part of the remark
     * @param others parts of the fax, website, postcode and pinyin
     */
    public record Texts(
            String name, String numberStart, String phone, String address, String remark, OtherTexts others) {

        public Texts(String name, String numberStart, String phone, String address, String remark) {
            this(name, numberStart, phone, address, remark, new OtherTexts("", "", "", "", ""));
        }
    }

    /**
     * Parts of texts that the native lists search for. No index leads to fax, website, postcode and pinyin.
     *
     * @param anywhere part of a text of the customer or of one of its contact persons, or its whole number
     */
    public record OtherTexts(String fax, String website, String postcode, String pinyin, String anywhere) {}

    /**
     * Entries of dictionaries; empty means all.
     *
     * @param levels the classes 客户分类, or classes below them
     * @param industries the trades 客户行业
     * @param regions the areas 客户区域, or areas below them
     * @param values the values 价值评估
     * @param sources the sources 客户来源, if there are several
     */
    public record Classification(
            List<String> levels,
            List<String> industries,
            List<String> regions,
            List<String> values,
            List<String> sources) {

        public Classification {
            levels = List.copyOf(levels);
            industries = List.copyOf(industries);
            regions = List.copyOf(regions);
            values = List.copyOf(values);
            sources = List.copyOf(sources);
        }

        /** At most one trade and value. */
        public Classification(
                List<String> levels, @Nullable String industry, List<String> regions, @Nullable String value) {
            this(levels, oneOrAll(industry), regions, oneOrAll(value), List.of());
        }

        private static List<String> oneOrAll(@Nullable String text) {
            return text == null ? List.of() : List.of(text);
        }
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
     * In whose hands customers are or were.
     *
     * @param user the user of {@code roles}; null means anyone
     * @param roles the user has at least one of them
     * @param pooled whether only customers of the pool are listed
     * @param sharing null means shared or not
     * @param viewer who reads the list; null only without {@code sharing}
     * @param claimedFrom the owner was assigned or claimed it at that moment or later
     * @param claimedBefore the owner was assigned or claimed it before that moment
     */
    public record Hands(
            @Nullable UserId user,
            Set<Role> roles,
            boolean pooled,
            @Nullable Sharing sharing,
            @Nullable UserId viewer,
            @Nullable Instant claimedFrom,
            @Nullable Instant claimedBefore) {

        public static final Hands ANY = new Hands(null, Set.of(), false, null, null, null, null);

        public Hands {
            roles = Set.copyOf(roles);
        }
    }

    /** The same conditions with a K-code. */
    public AdvancedCustomerFilter withKCode(String other) {
        return new AdvancedCustomerFilter(texts, classification, isProtected, ids, hands, other);
    }

    /** The same conditions with other classes and areas. */
    AdvancedCustomerFilter with(List<String> levels, List<String> regions) {
        return new AdvancedCustomerFilter(
                texts,
                new Classification(
                        levels,
                        classification.industries(),
                        regions,
                        classification.values(),
                        classification.sources()),
                isProtected,
                ids,
                hands,
                kCode);
    }
}
