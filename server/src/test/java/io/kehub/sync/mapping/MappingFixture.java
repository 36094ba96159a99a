package io.kehub.sync.mapping;

import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.kernel.ContactId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contacts and profiles for tests of those who map. */
public final class MappingFixture {

    private MappingFixture() {}

    /** The profile of the quick reference, as it is shipped. */
    public static MappingProfile quick() {
        return MappingConfiguration.quick();
    }

    public static MappingProfiles profiles() {
        return new MappingProfiles(List.of(quick()), "quick");
    }

    public static Contact contact(
            long id, String remark, @Nullable Integer confidence, @Nullable String kCode, long version) {
        var now = Instant.parse("2026-11-23T08:00:00Z");
        return new Contact(
                new ContactId(id),
                "wxid_" + id,
                remark,
                "昵称",
                ContactType.CUSTOMER,
                ContactSource.WECHAT,
                confidence,
                "李销售",
                new Contact.Filing(kCode, kCode == null ? null : now, null),
                new Contact.Revision(now, now, version));
    }
}
