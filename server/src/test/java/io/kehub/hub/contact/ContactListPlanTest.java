package io.kehub.hub.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.ContactId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many contacts there are, a list reads the rows that it shows, through an index. */
class ContactListPlanTest {

    private static HubParts hub;

    @BeforeAll
    static void load() {
        hub = new HubParts();
        hub.database().sql("""
                insert into hub_contact (wx_id, remark, nickname, type, source, confidence, owner, k_code, filed_at,
                                         erp_id, created_at, updated_at)
                select 'wx' || n, '备注' || n, '', 'customer', 'import', n % 101, 'owner' || n % 50,
                       case when n % 3 > 0 then 'K' || n end, case when n % 3 > 0 then now() end,
                       case when n % 3 = 1 then n::text end, now(), now()
                from generate_series(1, 50000) as n
                """).update();
        hub.database().sql("analyze hub_contact").update();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    static Stream<ContactFilter> filters() {
        return Stream.of(
                ContactFilter.all(),
                new ContactFilter(true, null, null, null, null),
                new ContactFilter(false, null, null, null, null),
                new ContactFilter(null, true, null, null, null),
                new ContactFilter(null, false, null, null, null),
                new ContactFilter(true, true, null, null, null),
                new ContactFilter(true, false, null, null, null),
                new ContactFilter(false, true, null, null, null),
                new ContactFilter(false, false, null, null, null),
                new ContactFilter(null, null, "wx25000", null, null),
                new ContactFilter(null, null, null, "k25000", null),
                new ContactFilter(null, null, null, null, "Owner7"),
                new ContactFilter(true, false, null, null, "owner7"),
                new ContactFilter(null, null, null, null, "nobody"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyFilterIsReadThroughAnIndex(ContactFilter filter) {
        assertThat(plan(filter, null)).contains("Index").doesNotContain("Seq Scan");
        assertThat(plan(filter, new ContactId(25_000))).contains("Index").doesNotContain("Seq Scan");
    }

    private static String plan(ContactFilter filter, @Nullable ContactId before) {
        return plan(filter, ContactScope.EVERYTHING, before);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyFilterOfALimitedScopeIsReadThroughAnIndex(ContactFilter filter) {
        for (var owners : List.of(Set.of("owner7"), Set.of("Owner7", "owner8", "nobody"))) {
            assertThat(plan(filter, new ContactScope(owners), null))
                    .contains("Index")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void aLimitedScopeIsReadThroughTheIndexOfOwners() {
        for (var owners : List.of(Set.of("owner7"), Set.of("Owner7", "owner8", "nobody"))) {
            assertThat(plan(ContactFilter.all(), new ContactScope(owners), null))
                    .contains("hub_contact_owner");
        }
    }

    private static String plan(ContactFilter filter, ContactScope scope, @Nullable ContactId before) {
        var listing = ContactsJdbc.listing(filter, scope, before, 20);
        return String.join(
                "\n",
                hub.database()
                        .sql("explain " + listing.sql())
                        .params(listing.values())
                        .query(String.class)
                        .list());
    }
}
