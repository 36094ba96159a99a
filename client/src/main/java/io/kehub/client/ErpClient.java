package io.kehub.client;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One ERP, whatever dialect it speaks. Thread-safe; all threads share one session.
 *
 * <p>The client signs in on the first call, and again when the ERP says that the session is over. That call is then sent
 * once more, which is safe because the ERP did nothing. Apart from that, no write is ever repeated by the client. A rejected
 * sign-in is not tried again for 5 minutes, or for as long as the ERP asked: every call in that time fails at once with the
 * same rejection, so that a wrong password does not lock the account.
 *
 * <p>Calls that only read can be repeated after any failure. A thread that is interrupted keeps its interrupt flag and gets
 * {@link ErpFailure.Unknown} or {@link ErpFailure.Unreachable}, whichever is true.
 */
public interface ErpClient extends AutoCloseable {

    /**
     * Begins to describe a client.
     *
     * @param erp the ERP's address, such as {@code http://erp.example:46088}; a path before the API's own is kept
     * @return a builder that still needs an account or a session
     * @throws IllegalArgumentException if the address is not http or https with a host, or has a user, query or fragment
     */
    static ErpClientBuilder builder(URI erp) {
        return new ErpClientBuilder(erp);
    }

    /**
     * What this client can do. Sends nothing.
     *
     * @return the capabilities of the dialect
     */
    Capabilities capabilities();

    /**
     * Finds the customers that have a K-code. There is at most one in an ERP that keeps its K-codes unique.
     *
     * @param search the code, and how it is written in the remark
     * @return the customers for which {@link KCodeSearch#matches} is true
     */
    ErpResult<Matches> findByKCode(KCodeSearch search);

    /**
     * Finds the customers that have a name, ignoring case, full-width forms and blanks around it.
     *
     * @param name the full name
     * @param addedSince only customers that were added on this day or later, in the ERP's time zone; null for all
     * @return the customers
     */
    ErpResult<Matches> findByName(String name, @Nullable LocalDate addedSince);

    /**
     * Finds the customers that have a phone or mobile number. Blanks, hyphens and brackets are ignored in the comparison, but
     * an ERP that searches for the text as it is written does not find a number that it holds in another form.
     *
     * @param phone the number
     * @return the customers
     */
    ErpResult<Matches> findByPhone(String phone);

    /**
     * Adds a customer. An id is no proof: some ERPs answer one and save nothing. Read the customer back.
     *
     * @param customer the fields to write; its id is ignored
     * @return the new customer's id
     */
    ErpResult<String> add(Customer customer);

    /**
     * Changes a customer. Fields that are absent from {@code changes} keep their values; a blank one is cleared.
     *
     * @param id the customer's id in the ERP
     * @param changes the fields to write; its own id is ignored
     * @return the customer's id
     */
    ErpResult<String> update(String id, Customer changes);

    /**
     * Reads a customer with all fields.
     *
     * @param id the customer's id in the ERP
     * @return the customer with this id; empty if the ERP has none, or the account may not see it
     */
    ErpResult<Optional<Customer>> read(String id);

    /**
     * Reads one page of customers, newest first. Rows have the fields that the ERP shows in a list, usually without the
     * K-code.
     *
     * @param query which customers
     * @param pageIndex the number of the page, from 1
     * @param pageSize how many customers a page holds; KeHub allows 1–500
     * @return the page; without customers past the end of the list
     */
    ErpResult<CustomerPage> list(CustomerQuery query, int pageIndex, int pageSize);

    /**
     * Reads all customers page by page, newest first, fetching each page when the stream comes to it.
     *
     * <p>A customer that is there from the first page to the last and matches the query all the time is given exactly once,
     * even if others are added meanwhile; those are not given. If customers are deleted or stop matching meanwhile, later
     * ones move up, and as many of them can be missed. Memory stays small as long as the ERP's ids are numbers that fall
     * from newest to oldest, as KeHub's do; otherwise every id given is remembered.
     *
     * @param query which customers
     * @return a stream that throws an {@link ErpException} when it comes to a page that can't be read; it needs no closing
     */
    default Stream<Customer> stream(CustomerQuery query) {
        return StreamSupport.stream(
                new CustomerPages(pageIndex ->
                        list(query, pageIndex, CustomerPages.PAGE_SIZE).orElseThrow()),
                false);
    }

    /**
     * Ends the client. Later calls fail as {@link ErpFailure.Unreachable}. On Java 21 and newer this waits for the calls in
     * progress. The session is left to expire in the ERP.
     */
    @Override
    void close();
}
