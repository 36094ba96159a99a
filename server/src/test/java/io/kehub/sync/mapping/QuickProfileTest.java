package io.kehub.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuickProfileTest {

    @Test
    void aFiledContactBecomesTheCustomerOfTheQuickReference() {
        var customer = QuickProfile.customerOf(contact("张三公司", 85, "K3208"));

        assertThat(customer.kCode()).isEqualTo("K3208");
        assertThat(QuickProfile.draftOf(customer.payload()).fields())
                .containsOnly(
                        entry("name", "张三公司"),
                        entry("telname", "张三公司"),
                        entry("sort", "1"),
                        entry("source", "微信"),
                        entry("tel", ""),
                        entry("remark", "K编码: K3208, 置信度: 85"),
                        entry("k_code", "K3208"));
    }

    @Test
    void withoutARemarkTheWeChatIdIsTheName() {
        var fields = QuickProfile.draftOf(
                        QuickProfile.customerOf(contact(" ", 0, "K1")).payload())
                .fields();
        assertThat(fields).containsEntry("name", "wxid_1").containsEntry("telname", "");
        assertThat(fields).containsEntry("remark", "K编码: K1, 置信度: 0");
    }

    @Test
    void anUnknownConfidenceIsCalledUnknown() {
        var fields = QuickProfile.draftOf(
                        QuickProfile.customerOf(contact("李四", null, "K1")).payload())
                .fields();
        assertThat(fields).containsEntry("remark", "K编码: K1, 置信度: 未知");
    }

    @Test
    void theRemarkBeginsWithWhatIsLookedForAndNoOtherKCodeDoes() {
        var remark = QuickProfile.draftOf(
                        QuickProfile.customerOf(contact("李四", 85, "K123")).payload())
                .remark();
        assertThat(remark).startsWith(QuickProfile.remarkStart("K123"));
        assertThat(remark).doesNotContain(QuickProfile.remarkStart("K12"));
    }

    @Test
    void aContactThatIsNotFiledIsNoCustomer() {
        assertThatThrownBy(() -> QuickProfile.customerOf(contact("李四", 85, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Contact contact(String remark, @Nullable Integer confidence, @Nullable String kCode) {
        var now = Instant.parse("2026-11-23T08:00:00Z");
        return new Contact(
                new ContactId(1),
                "wxid_1",
                remark,
                "昵称",
                ContactType.CUSTOMER,
                ContactSource.WECHAT,
                confidence,
                "",
                kCode,
                now,
                null,
                now,
                now);
    }
}
