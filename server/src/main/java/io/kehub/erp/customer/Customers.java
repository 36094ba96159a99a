package io.kehub.erp.customer;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The customers 客户 of the ERP. Safe for many threads and for many processes on one database; who may do what is
 * decided by the caller.
 */
public final class Customers {

    /** How many letters a keyword may have. */
    public static final int LONGEST_KEYWORD = 100;

    private final CustomersJdbc customers;
    private final CustomerListJdbc lists;
    private final CustomerCounts counts;
    private final CustomerRules rules;
    private final CustomerSettingsStore settings;
    private final Dictionaries dictionaries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Customers(
            CustomersJdbc customers,
            CustomerListJdbc lists,
            CustomerCounts counts,
            CustomerRules rules,
            CustomerSettingsStore settings,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock) {
        this.customers = customers;
        this.lists = lists;
        this.counts = counts;
        this.rules = rules;
        this.settings = settings;
        this.dictionaries = dictionaries;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Stores a new customer and gives it the next id. It is added now, to the second, as people read it; it is reviewed
     * unless {@link CustomerSettings#reviewRequired()}, and not shielded (design.md, "Quick dialect").
     *
     * <p>A call made inside a transaction joins it. Once it has returned outside of one, the customer survives a crash;
     * when it throws, nothing of it was stored.
     *
     * @param owner the user in charge 负责人
     * @param addedBy the user who adds it; often the same
     * @throws ProblemException with {@link Problem.Invalid} that names every field at fault at once, or with
     *     {@link Problem.Taken} where another customer has the K-code, whatever the case and width of its letters
     */
    public CustomerId add(CustomerDetails details, UserId owner, UserId addedBy) {
        var id = transaction.execute(status -> {
            var accepted = rules.accept(details);
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return customers.insert(
                    accepted, owner, addedBy, now, !settings.read().reviewRequired());
        });
        counts.mergeNowAndThen();
        return id;
    }

    /**
     * One page of the customers that the filter finds, newest (highest id) first, and how many it finds in all. Both are
     * of one moment. A page past the end is empty and has the true total. What it costs does not grow with the number
     * of the page, and without a keyword hardly with the number of customers (ADR 0004).
     *
     * @throws ProblemException with {@link Problem.Invalid} where the keyword is longer than {@value #LONGEST_KEYWORD}
     *     letters or holds a control letter, or where no customer could have the source
     */
    public Page<Customer> list(CustomerFilter filter, PageRequest page) {
        checkKeyword(filter.keyword());
        return lists.list(
                new CustomerFilter(
                        filter.keyword(),
                        filter.kind(),
                        accepted(filter.source()),
                        filter.owner(),
                        filter.reviewed(),
                        filter.addedFrom(),
                        filter.addedBefore()),
                page);
    }

    /** The customer with this id; empty where there is none. */
    public Optional<Customer> find(CustomerId id) {
        return customers.find(id);
    }

    /**
     * The customer that has this K-code, whatever the case and width of its letters; empty where there is none, and for
     * an empty code.
     */
    public Optional<Customer> findByKCode(String kCode) {
        return kCode.isEmpty() ? Optional.empty() : customers.findByKCode(kCode);
    }

    private @Nullable String accepted(@Nullable String source) {
        return source == null ? null : dictionaries.acceptAsFilter(DictionaryName.CUSTOMER_SOURCE, source, "source");
    }

    private static void checkKeyword(String keyword) {
        var letters = Text.letters(keyword);
        if (letters > LONGEST_KEYWORD) {
            throw new ProblemException(
                    Problem.Invalid.field("keyword", "搜索关键词太长：共 " + letters + " 个字", "最多 " + LONGEST_KEYWORD + " 个字"));
        }
        CustomerRules.forbiddenLetter("keyword", "搜索关键词", keyword).ifPresent(error -> {
            throw new ProblemException(Problem.Invalid.of(List.of(error)));
        });
    }
}
