package io.kehub.erp.customer;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contact persons 联系人 of customers. A person is visible if the viewer sees the records of the customer's owner, or if
 * the share of the customer includes its persons. The first person of a customer is its primary contact; the customer's own
 * columns (contact person, phone, mobile, e-mail, fax) always have the same values.
 */
public final class ContactPersons {

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = ContactPersonListJdbc.SORTED.names();

    private final ContactPersonsJdbc persons;
    private final ContactPersonListJdbc lists;
    private final Customers customers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContactPersons(
            ContactPersonsJdbc persons,
            ContactPersonListJdbc lists,
            Customers customers,
            TransactionTemplate transaction,
            Clock clock) {
        this.persons = persons;
        this.lists = lists;
        this.customers = customers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Reserves an id for a person to be saved within {@link Customers#RESERVED_FOR}; an unused id leaves no record. */
    public ContactPersonId reserve(UserId by) {
        return transaction.execute(status -> {
            var now = clock.instant();
            persons.reservedNoLaterThan(now);
            persons.removeReservedBefore(now.minus(Customers.RESERVED_FOR));
            var id = persons.nextId();
            persons.reserve(id, by, now);
            return id;
        });
    }

    /**
     * Adds a person to a customer. Commits before it returns.
     *
     * @throws ProblemException with {@link Problem.NotFound} about {@code customer} if the viewer sees no such
     *     customer, with {@link Problem.Invalid} for all errors
     */
    public ContactPersonId add(CustomerId customer, ContactPersonDetails details, UserId by, AccessScope scope) {
        return transaction.execute(status -> insert(Optional.empty(), customer, details, by, scope));
    }

    /**
     * Saves the person with this id: creates it if {@code by} reserved the id, otherwise changes the existing one.
     * Idempotent: repeating a save updates the same person.
     *
     * @param customer the customer of a new person; an existing one stays with its customer
     * @param change computes the new details from the current ones
     * @throws ProblemException with {@link Problem.NotFound} about {@code id} or {@code customer}, with
     *     {@link Problem.Invalid} for all errors
     */
    public ContactPersonId save(
            ContactPersonId id,
            CustomerId customer,
            UnaryOperator<ContactPersonDetails> change,
            UserId by,
            AccessScope scope) {
        return transaction.execute(status -> {
            if (persons.takeReserved(id, by)) {
                return insert(Optional.of(id), customer, change.apply(ContactPersonDetails.NONE), by, scope);
            }
            var present = find(id, scope).orElseThrow(() -> unknown(id));
            if (!present.customer().equals(customer)) {
                throw new ProblemException(Problem.Invalid.field(
                        "customer", "该联系人属于另一个客户", "编号为 " + present.customer().value() + " 的客户"));
            }
            customers.holdOwn(customer, scope, "customer");
            var accepted = ContactPersonRules.accept(change.apply(present.details()));
            persons.update(id, accepted);
            if (present.main()) {
                persons.show(present.customer(), accepted);
            }
            return id;
        });
    }

    private ContactPersonId insert(
            Optional<ContactPersonId> id,
            CustomerId customer,
            ContactPersonDetails details,
            UserId by,
            AccessScope scope) {
        customers.holdOwn(customer, scope, "customer");
        var accepted = ContactPersonRules.accept(details);
        var first = persons.main(customer).isEmpty();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var stored = persons.insert(id.orElse(null), customer, first, accepted, by, now);
        if (first) {
            persons.show(customer, accepted);
        }
        return stored;
    }

    /** The person with this id; empty if there is none or the viewer may not see it. */
    public Optional<ContactPerson> find(ContactPersonId id, AccessScope scope) {
        return persons.find(id)
                .filter(person -> scope.includes(person.owner())
                        || person.owner().equals(Pool.OWNER)
                        || persons.isShared(person.customer(), scope.viewer()));
    }

    /** The details of the primary contact of a customer, without a check of access; empty if it has none. */
    public Optional<ContactPersonDetails> mainOf(CustomerId customer) {
        return persons.main(customer).map(ContactPerson::details);
    }

    /** The main persons of customers that the caller has seen; a customer without one is left out. */
    public Map<CustomerId, ContactPerson> mainOf(Collection<CustomerId> customers) {
        return persons.main(customers).stream().collect(Collectors.toMap(ContactPerson::customer, Function.identity()));
    }

    /** One page of the matching persons that the viewer may see, newest first unless the page is sorted, with their exact total. */
    public Page<ContactPerson> list(ContactPersonFilter filter, AccessScope scope, PageRequest page) {
        return lists.list(filter.with(customers.withThoseBelow(filter.choices())), scope, page);
    }

    private static ProblemException unknown(ContactPersonId id) {
        var message = "没有编号为 " + id.value() + " 的联系人";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有联系人的编号"))));
    }
}
