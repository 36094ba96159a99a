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
 * same rejection, so that a wrong password does not lock the account. A sign-in for which the ERP demands a captcha is not tried
 * again until {@link #retrySignIn} is called, or a day has passed.
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
     * The dialect that this client speaks. Sends nothing.
     *
     * @return the dialect; {@link Dialect#AUTO} as long as the client has not found out which one the ERP speaks
     */
    Dialect dialect();

    /**
     * Ends the pause after a rejected sign-in: the next call signs in again. For a person who has corrected the account, or
     * who has signed in to the ERP with the captcha that it demanded.
     */
    void retrySignIn();

    /**
     * What this client can do. Sends nothing.
     *
     * @return the capabilities of the dialect; for {@link Dialect#AUTO}, until the dialect is found, those that every dialect
     *     has which it may turn out to be
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
     * Reserves the id of a customer that is added later. An id that is never used does no harm.
     *
     * @return the reserved id; rejected as {@code UNSUPPORTED} without {@link Capability#RESERVE}
     */
    ErpResult<String> reserveId();

    /**
     * Adds a customer. An id is no proof: some ERPs answer one and save nothing. Read the customer back.
     *
     * <p>With {@link Capability#RESERVE} the customer's id is one that {@link #reserveId} returned, and the add is idempotent:
     * repeated with the same id, it changes the same customer. So reserve, store the id, then add: after any failure the same
     * add can be sent again. Without an id the client reserves one itself. Dialects without this capability ignore the id.
     *
     * <p>If the customer was saved and its owner could not be assigned afterwards, the result is {@code Done} with the failure
     * among its warnings.
     *
     * @param customer the fields to write
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
     * Adds a follow-up 洽谈进展 to a customer. Not idempotent: after {@link ErpFailure.Unknown} it may be there.
     *
     * @param id the customer's id in the ERP
     * @param followUp what to add
     * @return the customer's id; rejected as {@code UNSUPPORTED} without {@link Capability#FOLLOW_UP}
     */
    ErpResult<String> addFollowUp(String id, FollowUp followUp);

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
     * <p>A page that cannot be read is asked for twice, then left out, and a page that only repeats earlier customers is passed
     * over; both a few times at most. The stream then goes on, and ends with an exception that says which pages are missing:
     * a stream that ends without one is complete.
     *
     * @param query which customers
     * @return a stream that throws an {@link ErpException} if the ERP rejects a page, or at its end if pages are missing; it
     *     needs no closing
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
