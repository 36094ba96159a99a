package io.kehub.hub.contact;

import io.kehub.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WeChat contact 联系人.
 *
 * @param wxId WeChat id 微信号, unique
 * @param remark the name that the owner gave the contact 备注; may be empty
 * @param nickname the contact's own name 昵称; may be empty
 * @param confidence 置信度, 0 to 100; null if unknown
 * @param owner the person in charge of the contact 归属人; may be empty
 */
public record Contact(
        ContactId id,
        String wxId,
        String remark,
        String nickname,
        ContactType type,
        ContactSource source,
        @Nullable Integer confidence,
        String owner,
        Filing filing,
        Revision revision) {

    /**
     * How far the contact has come on its way into the ERP.
     *
     * @param kCode K编码; null before filing
     * @param filedAt null before filing
     * @param erpId id of the customer in the ERP; null before the delivery is confirmed
     */
    public record Filing(
            @Nullable String kCode,
            @Nullable Instant filedAt,
            @Nullable String erpId) {

        /** The contact is not filed. */
        public static final Filing NONE = new Filing(null, null, null);
    }

    /**
     * When the contact changed.
     *
     * @param version increases with every change of remark, nickname, type, confidence or owner; from 1
     */
    public record Revision(Instant createdAt, Instant updatedAt, long version) {}

    /** K编码; null before filing. */
    public @Nullable String kCode() {
        return filing.kCode();
    }

    /** Id of the customer in the ERP; null before the delivery is confirmed. */
    public @Nullable String erpId() {
        return filing.erpId();
    }

    /** Version of the data that the ERP gets; from 1. */
    public long version() {
        return revision.version();
    }
}
