package io.kehub.erp.purchase;

import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.time.Instant;

/**
 * A supplier 供应商.
 *
 * @param enabled whether new purchases may name it
 */
public record Supplier(SupplierId id, Details details, boolean enabled, UserId addedBy, Instant addedAt) {

    /**
     * What people enter.
     *
     * @param name unique, compared without regard to case, width and blanks
     * @param contact 联系人; empty if there is none
     * @param phone empty if there is none
     * @param address empty if there is none
     * @param remark empty if there is none
     */
    public record Details(String name, String contact, String phone, String address, String remark) {

        /** A supplier of which only the name is known. */
        public static Details named(String name) {
            return new Details(name, "", "", "", "");
        }
    }

    public String name() {
        return details.name();
    }
}
