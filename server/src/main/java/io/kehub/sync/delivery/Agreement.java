package io.kehub.sync.delivery;

import io.kehub.client.CustomerDraft;
import io.kehub.client.ErpCustomer;
import io.kehub.kernel.Text;
import io.kehub.sync.mapping.QuickProfile;
import java.util.stream.Collectors;

/** Whether what the ERP holds is what was sent, field by field. */
final class Agreement {

    private Agreement() {}

    /**
     * Every field that was sent and reads differently in the ERP, with both values, in Chinese; empty where all agree.
     * Blanks around a text do not count, and a field that the ERP leaves out counts as empty.
     */
    static String differences(CustomerDraft sent, ErpCustomer inErp) {
        return sent.fields().entrySet().stream()
                .filter(field -> !Text.trimmed(field.getValue()).equals(value(inErp, field.getKey())))
                .map(field -> QuickProfile.caption(field.getKey()) + "：应为“" + field.getValue() + "”，ERP 中为“"
                        + value(inErp, field.getKey()) + "”")
                .collect(Collectors.joining("；"));
    }

    private static String value(ErpCustomer customer, String wireName) {
        return Text.trimmed(customer.field(wireName));
    }
}
