package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomField;
import io.kehub.erp.customer.CustomFields;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what callers ask for: decodes by the catalog, then runs the request against the modules of the ERP. */
public final class Operations {

    private final Decoder decoder;
    private final Customers customers;
    private final CustomFields customFields;
    private final Users users;
    private final Sessions sessions;
    private final SignIn signIn;

    /** @param zone the ERP's zone, in which callers write days and times */
    public Operations(
            Customers customers,
            CustomFields customFields,
            Dictionaries dictionaries,
            Users users,
            Sessions sessions,
            SignIn signIn,
            Catalog catalog,
            ZoneId zone) {
        this.decoder = new Decoder(
                new Border(dictionaries::accept, dictionaries::acceptAsFilter, users::find, customFields::all, zone),
                catalog);
        this.customers = customers;
        this.customFields = customFields;
        this.users = users;
        this.sessions = sessions;
        this.signIn = signIn;
    }

    /**
     * Runs an operation. What it changes is committed when this returns, and nothing is changed when it throws.
     *
     * @param input the values that came, under the dialect's names
     * @param session who calls; null only for an operation that needs nobody
     * @throws ProblemException when the call is refused; the fields are named as the dialect names them
     */
    public Outcome run(Operation operation, DialectId dialect, WireValue.Members input, @Nullable ErpSession session) {
        var request = decoder.decode(operation, dialect, input);
        try {
            return perform(request, session);
        } catch (ProblemException e) {
            throw new ProblemException(new ProblemNames(operation, dialect).translated(e.problem()));
        }
    }

    private Outcome perform(Request request, @Nullable ErpSession session) {
        return switch (request) {
            case Request.SignIn given -> {
                var signedIn = signIn.signIn(given.login(), given.password());
                yield new Outcome.SignedIn(signedIn.caller(), signedIn.token());
            }
            case Request.SignOut signOut -> {
                sessions.close(signedIn(session).token());
                yield new Outcome.SignedOut();
            }
            case Request.ListCustomers list -> {
                var found = customers.list(list.filter(), list.page());
                var owners = new HashSet<>(
                        found.items().stream().map(Customer::owner).toList());
                var names = users.names(owners);
                yield new Outcome.CustomersListed(found.map(
                        customer -> new Outcome.OwnedCustomer(customer, names.getOrDefault(customer.owner(), ""))));
            }
            case Request.AddCustomer add -> {
                var caller = caller(session).user();
                var owner = add.owner();
                yield new Outcome.CustomerAdded(customers.add(add.details(), owner == null ? caller : owner, caller));
            }
            case Request.ReadCustomer read -> {
                var customer = customers
                        .find(read.id())
                        .orElseThrow(() -> noCustomer(read.id().value()));
                var names = users.names(List.of(customer.owner()));
                var shown =
                        customFields.all().stream().filter(CustomField::enabled).toList();
                yield new Outcome.CustomerRead(
                        new Outcome.OwnedCustomer(customer, names.getOrDefault(customer.owner(), "")), shown);
            }
        };
    }

    private static Caller caller(@Nullable ErpSession session) {
        return signedIn(session).caller();
    }

    private static ErpSession signedIn(@Nullable ErpSession session) {
        if (session == null) {
            throw new ProblemException(Problem.NotSignedIn.noSession());
        }
        return session;
    }

    private static ProblemException noCustomer(long id) {
        var message = "没有编号为 " + id + " 的客户";
        return new ProblemException(new Problem.NotFound(
                "not_found",
                CustomerOperations.ID.name() + "：" + message,
                List.of(new FieldError(CustomerOperations.ID.name(), message, "已有客户的编号"))));
    }
}
