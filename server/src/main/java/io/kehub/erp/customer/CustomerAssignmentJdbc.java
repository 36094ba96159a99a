package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of customer assignment: one statement for any number of customers. */
final class CustomerAssignmentJdbc {

    /** What the checks of an assignment need to know of a customer. */
    record Locked(UserId owner, boolean isProtected, boolean reviewed) {}

    private static final String HOLD = """
            select c.id, c.owner, c.is_protected, c.reviewed
            from customer c
            where c.id = any(:ids)
            order by c.id
            for no key update
            """;

    private final JdbcClient jdbc;

    CustomerAssignmentJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the customers in the order of their ids, so that concurrent calls cannot deadlock. */
    Map<CustomerId, Locked> lock(Collection<CustomerId> ids) {
        var locked = new HashMap<CustomerId, Locked>();
        jdbc.sql(HOLD).param("ids", array(ids)).query(row -> {
            locked.put(
                    new CustomerId(row.getLong("id")),
                    new Locked(
                            new UserId(row.getLong("owner")),
                            row.getBoolean("is_protected"),
                            row.getBoolean("reviewed")));
        });
        return locked;
    }

    /** Which of the customers are shared with this user or with everyone. */
    Set<CustomerId> shared(Collection<CustomerId> ids, UserId viewer) {
        return new HashSet<>(jdbc.sql("""
                        select distinct customer
                        from customer_share
                        where customer = any(:ids) and viewer in (:viewer, 0)""")
                .param("ids", array(ids))
                .param("viewer", viewer.value())
                .query((row, number) -> new CustomerId(row.getLong("customer")))
                .list());
    }

    void changeOwner(Collection<CustomerId> ids, UserId owner) {
        jdbc.sql("update customer set owner = :owner where id = any(:ids)")
                .param("owner", owner.value())
                .param("ids", array(ids))
                .update();
    }

    void protect(Collection<CustomerId> ids, boolean isProtected) {
        jdbc.sql("update customer set is_protected = :isProtected where id = any(:ids)")
                .param("isProtected", isProtected)
                .param("ids", array(ids))
                .update();
    }

    void review(CustomerId id) {
        jdbc.sql("update customer set reviewed = true where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Replaces the shares of the customers. */
    void share(Collection<CustomerId> ids, CustomerShare share, UserId by, Instant at) {
        jdbc.sql("delete from customer_share where customer = any(:ids)")
                .param("ids", array(ids))
                .update();
        var viewers = share.everyone()
                ? new Long[] {0L}
                : share.users().stream().map(UserId::value).toArray(Long[]::new);
        jdbc.sql("""
                        insert into customer_share (
                          viewer, customer, persons, follow_ups, projects, contracts, shared_by, shared_at)
                        select viewer, customer, :persons, :followUps, :projects, :contracts, :by, :at
                        from unnest(cast(:viewers as bigint[])) as viewer
                        cross join unnest(cast(:ids as bigint[])) as customer""")
                .param("persons", share.persons())
                .param("followUps", share.followUps())
                .param("projects", share.projects())
                .param("contracts", share.contracts())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("viewers", viewers)
                .param("ids", array(ids))
                .update();
    }

    void record(Map<CustomerId, Locked> locked, CustomerEvent event, UserId to, String opinion, UserId by, Instant at) {
        jdbc.sql("""
                        insert into customer_event (customer, kind, from_owner, to_owner, opinion, by_user, at)
                        select customer, :kind, from_owner, :to, :opinion, :by, :at
                        from unnest(cast(:ids as bigint[]), cast(:owners as bigint[])) as changed (customer, from_owner)""")
                .param("kind", event.name())
                .param("to", to.value())
                .param("opinion", opinion)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", array(locked.keySet()))
                .param(
                        "owners",
                        locked.values().stream()
                                .map(each -> each.owner().value())
                                .toArray(Long[]::new))
                .update();
    }

    private static Long[] array(Collection<CustomerId> ids) {
        return ids.stream().map(CustomerId::value).toArray(Long[]::new);
    }
}
