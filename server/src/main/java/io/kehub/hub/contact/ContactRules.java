package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.TextRule.Characters;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation of contacts. The database checks the same limits; this class reports all errors at once. */
final class ContactRules {

    private static final int MAX_WX_ID_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_OWNER_LENGTH = 50;
    private static final int MAX_CONFIDENCE = 100;

    private static final TextRule WX_ID = new TextRule("wxId", "微信号", 1, MAX_WX_ID_LENGTH, Characters.ID);

    /** external_userid of 企业微信; openid and unionid. */
    private static final Pattern TELLS_CASE = Pattern.compile("w[mo][A-Za-z0-9_-]{30}|o[A-Za-z0-9_-]{27}");

    private ContactRules() {}

    /** The form in which a WeChat id is stored: trimmed and in NFKC, letter case kept. */
    static String normalizedWxId(String wxId) {
        return Text.trimmed(Normalizer.normalize(wxId, Normalizer.Form.NFKC));
    }

    /**
     * The form in which WeChat ids are compared, the same as {@code wechat_key} in the database: ignoring case,
     * except for system-generated ids that are case-sensitive.
     */
    static String key(String wxId) {
        return TELLS_CASE.matcher(wxId).matches() ? wxId : Text.key(wxId);
    }

    /** The contact as it is stored. */
    static NewContact normalized(NewContact contact) {
        return new NewContact(
                normalizedWxId(contact.wxId()),
                Text.trimmed(contact.remark()),
                Text.trimmed(contact.nickname()),
                contact.type(),
                contact.source(),
                contact.confidence(),
                Text.trimmed(contact.owner()));
    }

    /** The change as it is stored. */
    static ContactChange normalized(ContactChange change) {
        return new ContactChange(
                trimmed(change.remark()),
                trimmed(change.nickname()),
                change.type(),
                change.confidence(),
                trimmed(change.owner()));
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null ? null : Text.trimmed(text);
    }

    /** Errors of a normalised contact; empty if it is valid. */
    static List<FieldError> errors(NewContact contact) {
        var errors = new ArrayList<FieldError>();
        WX_ID.check(contact.wxId(), errors);
        checkText("remark", "备注", contact.remark(), MAX_NAME_LENGTH, errors);
        checkText("nickname", "昵称", contact.nickname(), MAX_NAME_LENGTH, errors);
        checkConfidence(contact.confidence(), errors);
        checkText("owner", "负责人", contact.owner(), MAX_OWNER_LENGTH, errors);
        return errors;
    }

    /** Errors of a normalised change; empty if it is valid. */
    static List<FieldError> errors(ContactChange change) {
        var errors = new ArrayList<FieldError>();
        checkText("remark", "备注", change.remark(), MAX_NAME_LENGTH, errors);
        checkText("nickname", "昵称", change.nickname(), MAX_NAME_LENGTH, errors);
        checkConfidence(change.confidence(), errors);
        checkText("owner", "负责人", change.owner(), MAX_OWNER_LENGTH, errors);
        return errors;
    }

    static FieldError takenWxId(String wxId) {
        return new FieldError("wxId", "微信号“" + wxId + "”已存在", "未登记过的微信号，不区分大小写和全角半角；要修改已有联系人请用修改接口");
    }

    private static void checkText(
            String field, String caption, @Nullable String text, int maxLength, List<FieldError> errors) {
        if (text != null) {
            new TextRule(field, caption, maxLength).check(text, errors);
        }
    }

    private static void checkConfidence(@Nullable Integer confidence, List<FieldError> errors) {
        if (confidence != null && (confidence < 0 || confidence > MAX_CONFIDENCE)) {
            errors.add(new FieldError("confidence", "置信度超出范围：" + confidence, "0 到 " + MAX_CONFIDENCE + " 的整数"));
        }
    }
}
