package io.kehub.api.hub;

import io.kehub.hub.contact.Contact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as the REST shows it. */
final class ContactView {

    private ContactView() {}

    static Map<String, @Nullable Object> of(Contact contact) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", contact.id());
        view.put("wx_id", contact.wxId());
        view.put("remark", contact.remark());
        view.put("nickname", contact.nickname());
        view.put("type", contact.type());
        view.put("source", contact.source());
        view.put("confidence", contact.confidence());
        view.put("owner", contact.owner());
        view.put("k_code", contact.filing().kCode());
        view.put("filed_at", contact.filing().filedAt());
        view.put("erp_id", contact.filing().erpId());
        view.put("created_at", contact.revision().createdAt());
        view.put("updated_at", contact.revision().updatedAt());
        return view;
    }
}
