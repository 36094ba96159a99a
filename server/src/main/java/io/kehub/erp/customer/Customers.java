package io.kehub.erp.customer;

import io.kehub.erp.customer.AdvancedCustomerFilter.Choice;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The customers 客户 of the ERP. Safe for concurrent use by threads and by processes on one database. Callers check
 * permissions.
 */
public final class Customers {

    /** Lifetime of a reserved id that is not saved. */
    public static final Duration RESERVED_FOR = Duration.ofDays(7);

    /** Maximum length of a keyword, in code points. */
    public static final int MAX_KEYWORD_LENGTH = 100;

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = CustomerSort.COLUMNS.names();

    private final CustomersJdbc customers;
    private final ReservationsJdbc reservations;
    private final PrimaryContact persons;
    private final CustomerListJdbc lists;
    private final CustomerCounts counts;
    private final CustomerRules rules;
    private final CustomerSettingsStore settings;
    private final Dictionaries dictionaries;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Customers(
            CustomersJdbc customers,
            ReservationsJdbc reservations,
            PrimaryContact persons,
            CustomerListJdbc lists,
            CustomerCounts counts,
            CustomerRules rules,
            CustomerSettingsStore settings,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.customers = customers;
        this.reservations = reservations;
        this.persons = persons;
        this.lists = lists;
        this.counts = counts;
        this.rules = rules;
        this.settings = settings;
        this.dictionaries = dictionaries;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Stores a new customer under the next id. The time of adding is the current second; the customer is reviewed unless
     * {@link CustomerSettings#reviewRequired()}, and not protected (design.md, "Quick dialect"). Without a number it gets
     * the next one. Its contact person becomes its primary contact.
     *
     * <p>Joins the caller's transaction, if there is one. If it throws, nothing is stored.
     *
     * @param owner the user in charge 负责人
     * @param addedBy the user who adds it; often the same
     * @throws ProblemException with {@link Problem.Invalid} for all errors, or with
     *     {@link Problem.Conflict} if another customer has the K-code, the number, or a value that a
     *     {@link DuplicateRule} makes unique, ignoring letter case and width
     */
    public CustomerId add(CustomerDetails details, UserId owner, UserId addedBy) {
        return add(details, ContactPersonDetails.NONE, owner, addedBy);
    }

    /** The same, with further fields of the primary contact person. */
    public CustomerId add(CustomerDetails details, ContactPersonDetails person, UserId owner, UserId addedBy) {
        var id = transaction.execute(status -> insert(null, details, person, owner, addedBy));
        counts.mergeNowAndThen();
        return id;
    }

    /**
     * A reserved id for a new customer, with a proposed customer number.
     *
     * @param number the proposed customer number 客户编号; unique
     */
    public record Reserved(CustomerId id, String number) {}

    /**
     * Reserves an id for {@link #RESERVED_FOR} (catalog: 分配新客户ID). An unused id leaves no record.
     */
    public Reserved reserve(UserId by) {
        return transaction.execute(status -> {
            var now = clock.instant();
            reservations.madeNoLaterThan(now);
            reservations.removeOlderThan(now.minus(RESERVED_FOR));
            var reserved = new Reserved(reservations.nextId(), proposedNumber());
            reservations.add(reserved, by, now);
            return reserved;
        });
    }

    /**
     * Saves the customer with this id: creates it if {@code by} reserved the id and has not saved it yet; otherwise changes the
     * existing one. Idempotent: repeating a save updates the same customer. Concurrent changes of one customer run one after
     * another, each on the result of the previous one.
     *
     * @param change computes the new details from the current ones; for a new customer, from empty ones with the proposed
     *     number
     * @param person further fields of the primary contact person
     * @param owner owner of a new customer; an existing one keeps its owner
     * @throws ProblemException with {@link Problem.NotFound} if the id is not reserved, is reserved by another user, or the
     *     viewer may not see the customer; with {@link Problem.Forbidden} if it is only shared with the viewer or in the
     *     pool; otherwise as {@link #add}
     */
    public Saved save(
            CustomerId id,
            UnaryOperator<CustomerDetails> change,
            ContactPersonDetails person,
            UserId owner,
            UserId by,
            AccessScope scope) {
        var saved = transaction.execute(status -> {
            var reservation = reservations.take(id, by);
            if (reservation.isPresent()) {
                var details = change.apply(CustomerDetails.EMPTY.with(CustomerField.NUMBER, reservation.get()));
                return new Saved(insert(id, details, person, owner, by), true);
            }
            var present = holdOwn(id, scope, "id");
            update(present, change.apply(present.details()), person, by);
            return new Saved(id, false);
        });
        counts.mergeNowAndThen();
        return saved;
    }

    /**
     * Changes a customer. Concurrent changes of one customer run one after another, each on the result of the previous one.
     * Joins the caller's transaction, if there is one.
     *
     * @param change computes the new details from the current ones
     * @param person further fields of the primary contact person
     * @throws ProblemException as {@link #save}
     */
    public void change(
            CustomerId id,
            UnaryOperator<CustomerDetails> change,
            ContactPersonDetails person,
            UserId by,
            AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var present = holdOwn(id, scope, "id");
            update(present, change.apply(present.details()), person, by);
        });
        counts.mergeNowAndThen();
    }

    /**
     * Result of a save.
     *
     * @param added whether the customer is new
     */
    public record Saved(CustomerId id, boolean added) {}

    private CustomerId insert(
            @Nullable CustomerId id, CustomerDetails details, ContactPersonDetails person, UserId owner, UserId by) {
        var accepted = rules.accept(details, null);
        var numbered = accepted.number().isEmpty() ? accepted.with(CustomerField.NUMBER, proposedNumber()) : accepted;
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var stored =
                customers.insert(id, numbered, owner, by, now, !settings.read().reviewRequired());
        persons.keepMain(stored, numbered, person, by, now);
        return stored;
    }

    private void update(Customer present, CustomerDetails details, ContactPersonDetails person, UserId by) {
        var accepted = rules.accept(details, present.details());
        var numbered = accepted.number().isEmpty()
                ? accepted.with(CustomerField.NUMBER, present.details().number())
                : accepted;
        customers.update(present.id(), numbered);
        persons.keepMain(present.id(), numbered, person, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private String proposedNumber() {
        return "KH%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        customers.nextNumber());
    }

    /**
     * One page of the matching customers that the viewer may see, newest (highest id) first unless the page is sorted, with
     * their exact total, both from one snapshot. A page past the end is empty and has the exact total. The cost does not depend on the page number
     * and, without a keyword, hardly on the number of customers (ADR 0004).
     *
     * @throws ProblemException with {@link Problem.Invalid} if the keyword is longer than {@value #MAX_KEYWORD_LENGTH}
     *     characters or contains a control character, or if no customer can have the source
     */
    public Page<Customer> list(CustomerFilter filter, AccessScope scope, PageRequest page) {
        checkKeyword(filter.keyword());
        return lists.list(
                new CustomerFilter(
                        Text.trimmed(filter.keyword()),
                        filter.kind(),
                        accepted(filter.source()),
                        filter.owner(),
                        filter.reviewed(),
                        filter.addedFrom(),
                        filter.addedBefore(),
                        withThoseBelow(filter.terms())),
                scope,
                page);
    }

    private AdvancedCustomerFilter withThoseBelow(AdvancedCustomerFilter terms) {
        var choices = withThoseBelow(terms.choices());
        return terms.with(Choice.LEVEL, choices.getOrDefault(Choice.LEVEL, List.of()))
                .with(Choice.REGION, choices.getOrDefault(Choice.REGION, List.of()));
    }

    /** The same choices, with the classes and areas below the accepted ones. */
    Map<Choice, List<String>> withThoseBelow(Map<Choice, List<String>> choices) {
        var wider = new EnumMap<Choice, List<String>>(Choice.class);
        wider.putAll(choices);
        wider.computeIfPresent(Choice.LEVEL, (choice, texts) -> withThoseBelow(DictionaryName.CUSTOMER_CLASS, texts));
        wider.computeIfPresent(Choice.REGION, (choice, texts) -> withThoseBelow(DictionaryName.AREA, texts));
        return wider;
    }

    private List<String> withThoseBelow(DictionaryName dictionary, List<String> texts) {
        return texts.stream()
                .flatMap(text -> dictionaries.withThoseBelow(dictionary, text).stream())
                .distinct()
                .toList();
    }

    /** The list for a viewer who sees everything. */
    Page<Customer> list(CustomerFilter filter, PageRequest page) {
        return list(filter, AccessScope.everything(Pool.OWNER), page);
    }

    /** The customer with this id; empty if there is none or the viewer may not see it. */
    public Optional<Customer> find(CustomerId id, AccessScope scope) {
        return customers.find(id).filter(customer -> sees(customer, scope));
    }

    /** The customer with this id, without a check of access; empty if there is none. */
    Optional<Customer> find(CustomerId id) {
        return customers.find(id);
    }

    /** Locks a customer that the viewer sees until the end of the transaction; errors name {@code field}. */
    Customer hold(CustomerId id, AccessScope scope, String field) {
        customers.lock(id);
        return find(id, scope).orElseThrow(() -> unknown(id, field));
    }

    /** The same for a customer that the viewer may change: not one that is only shared with them or in the pool. */
    Customer holdOwn(CustomerId id, AccessScope scope, String field) {
        var customer = hold(id, scope, field);
        if (!scope.includes(customer.owner())) {
            throw notYours(id);
        }
        return customer;
    }

    static ProblemException notYours(CustomerId id) {
        return new ProblemException(
                new Problem.Forbidden("not_yours", "编号为 " + id.value() + " 的客户不由您负责：共享的客户和客户池中的客户只能查看和跟进，不能修改"));
    }

    private boolean sees(Customer customer, AccessScope scope) {
        return scope.includes(customer.owner())
                || customer.owner().equals(Pool.OWNER)
                || customers.isShared(customer.id(), scope.viewer());
    }

    /** The customers of this name, compared folded, that the viewer may see; at most 10, oldest first. */
    public List<Customer> named(String name, AccessScope scope) {
        return customers.findByName(name, 10).stream()
                .filter(customer -> sees(customer, scope))
                .toList();
    }

    /** The names of these customers in one query, without a check of access; unknown ids are omitted. */
    public Map<CustomerId, String> names(Collection<CustomerId> ids) {
        return ids.isEmpty() ? Map.of() : customers.names(ids);
    }

    /**
     * The customer with this K-code, ignoring letter case and width; empty if there is none, and for an empty code.
     */
    public Optional<Customer> findByKCode(String kCode) {
        return kCode.isEmpty() ? Optional.empty() : customers.findByKCode(kCode);
    }

    static ProblemException unknown(CustomerId id) {
        return unknown(id, "id");
    }

    private static ProblemException unknown(CustomerId id, String field) {
        var message = "没有编号为 " + id.value() + " 的客户";
        return new ProblemException(new Problem.NotFound(
                "not_found", field + "：" + message, List.of(new FieldError(field, message, "已有客户的编号"))));
    }

    private @Nullable String accepted(@Nullable String source) {
        return source == null ? null : dictionaries.acceptAsFilter(DictionaryName.CUSTOMER_SOURCE, source, "source");
    }

    private static void checkKeyword(String keyword) {
        new TextRule("keyword", "搜索关键词", MAX_KEYWORD_LENGTH).require(keyword);
    }
}
