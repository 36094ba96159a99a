package io.kehub.erp.customer;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.UserId;
import java.util.Set;

/** The customers that a list may show. */
sealed interface CustomerView {

    /** The condition on customers; empty for all of them. */
    Sql condition();

    /** The part of the condition that needs only the owner; empty for all customers. */
    Sql ownersOnly();

    boolean sees(UserId owner);

    void bind(Conditions values);

    static CustomerView of(CustomerFilter filter, AccessScope scope) {
        var owners = Pool.ownersSeen(scope);
        return owners == null || (filter.owner() != null && owners.contains(filter.owner()))
                ? new Everyone()
                : new Some(owners, scope.viewer());
    }

    record Everyone() implements CustomerView {
        @Override
        public Sql condition() {
            return Sql.EMPTY;
        }

        @Override
        public Sql ownersOnly() {
            return Sql.EMPTY;
        }

        @Override
        public boolean sees(UserId owner) {
            return true;
        }

        @Override
        public void bind(Conditions values) {}
    }

    /** Customers of some owners, and those shared with the viewer. */
    record Some(Set<UserId> owners, UserId viewer) implements CustomerView {

        private static final Sql SEEN = Sql.of("""
                (c.owner = any(:owners) or c.id in (select customer from customer_share where viewer in (:viewer, 0)))""");

        private static final Sql OWNED = Sql.of("c.owner = any(:owners)");

        @Override
        public Sql condition() {
            return SEEN;
        }

        @Override
        public Sql ownersOnly() {
            return OWNED;
        }

        @Override
        public boolean sees(UserId owner) {
            return owners.contains(owner);
        }

        @Override
        public void bind(Conditions values) {
            values.bind("owners", owners.stream().map(UserId::value).sorted().toArray(Long[]::new))
                    .bind("viewer", viewer.value());
        }
    }
}
