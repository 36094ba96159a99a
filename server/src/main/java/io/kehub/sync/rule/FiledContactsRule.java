package io.kehub.sync.rule;

import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.ErpLinkConflictException;
import io.kehub.hub.filing.ContactFiled;
import io.kehub.kernel.ContactId;
import io.kehub.sync.mapping.QuickProfile;
import io.kehub.sync.outbox.ConfirmationRejectedException;
import io.kehub.sync.outbox.DeliveryConfirmed;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.Outbox;
import org.springframework.context.event.EventListener;

/**
 * Every filed contact goes to the ERP once, and the contact learns its id there.
 *
 * <p>Both listeners are synchronous: the intent commits with the filing, and the link to the ERP commits with the
 * confirmation. Neither half is ever there alone, whenever the process dies.
 */
final class FiledContactsRule {

    private final Outbox outbox;
    private final Contacts contacts;

    FiledContactsRule(Outbox outbox, Contacts contacts) {
        this.outbox = outbox;
        this.contacts = contacts;
    }

    /** A contact filed again keeps its K-code, so its delivery is there already and nothing is added. */
    @EventListener
    void on(ContactFiled filed) {
        var customer = QuickProfile.customerOf(filed.contact());
        outbox.append(new NewDelivery(
                Long.toString(filed.contact().id().value()),
                QuickProfile.ADD_CUSTOMER,
                customer.kCode(),
                customer.payload()));
    }

    /** The ERP has the customer: its id is written back to the contact. */
    @EventListener
    void on(DeliveryConfirmed confirmed) {
        if (!confirmed.operation().equals(QuickProfile.ADD_CUSTOMER)) {
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
