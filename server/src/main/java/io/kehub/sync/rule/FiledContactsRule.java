package io.kehub.sync.rule;

import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.ErpLinkConflictException;
import io.kehub.hub.filing.ContactFiled;
import io.kehub.kernel.ContactId;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.MappingProfiles;
import io.kehub.sync.outbox.ConfirmationRejectedException;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.DeliveryConfirmed;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.Outbox;
import org.springframework.context.event.EventListener;

/**
 * Every filed contact is delivered to the ERP once, and its ERP id is stored with the contact.
 *
 * <p>Both listeners are synchronous: the delivery commits with the filing, and the ERP id commits with the confirmation.
 * After a crash, either both are there or neither is.
 */
final class FiledContactsRule {

    private final Outbox outbox;
    private final Contacts contacts;
    private final MappingProfiles profiles;

    FiledContactsRule(Outbox outbox, Contacts contacts, MappingProfiles profiles) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.profiles = profiles;
    }

    /** A contact that is filed again keeps its K-code; its delivery already exists, and nothing is added. */
    @EventListener
    void on(ContactFiled filed) {
        var customer = profiles.current().map(filed.contact());
        outbox.append(new NewDelivery(
                Long.toString(filed.contact().id().value()),
                MappedCustomer.ADD,
                customer.kCode(),
                customer.profile(),
                new Content(customer.version(), customer.fields())));
    }

    /** Stores the ERP id with the contact once the delivery is confirmed. */
    @EventListener
    void on(DeliveryConfirmed confirmed) {
        if (!confirmed.operation().equals(MappedCustomer.ADD)) {
            return;
        }
        try {
            contacts.linkErp(new ContactId(Long.parseLong(confirmed.subject())), confirmed.remoteId());
        } catch (ErpLinkConflictException conflict) {
            throw new ConfirmationRejectedException(
                    "联系人已关联到另一个 ERP 客户，与本次找到的客户 " + confirmed.remoteId() + " 不一致，请人工核对", conflict);
        }
    }
}
