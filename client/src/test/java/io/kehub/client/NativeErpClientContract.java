package io.kehub.client;

import static io.kehub.client.Failures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.ErpFailure.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the native dialects promise beyond the contract of all. */
public abstract class NativeErpClientContract extends ErpClientContract {

    @Override
    protected Customer newCustomer() {
        return Customer.named("张三公司", CustomerKind.COMPANY)
                .set(CustomerField.SOURCE, "微信")
                .set(CustomerField.LEVEL, "VIP")
                .set(CustomerField.CONTACT_PERSON, "张三")
                .set(CustomerField.PHONE, "")
                .set(CustomerField.REMARK, "K编码: K12, 置信度: 85")
                .set(CustomerField.K_CODE, "K12")
                .build();
    }

    @Override
    protected Customer expectedDetail() {
        return newCustomer().toBuilder()
                .set(CustomerField.REGION, "重庆")
                .set(CustomerField.POSTCODE, "400000")
                .customField("zijin", "1,000.50")
                .customField("weixinAcc", "zhang3")
                .build();
    }

    @Override
    protected CustomerQuery listQuery() {
        return CustomerQuery.keyword("张三")
                .withSource("微信")
                .withOwner("1001")
                .addedBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in-captcha", "sign-in-captcha-in-words"})
    void aDemandedCaptchaStopsSigningInAndSaysSo(String conversation) throws IOException {
        play(conversation);
        var rejected = rejected(client().add(newCustomer()));
        assertThat(rejected.reason()).isEqualTo(Reason.CAPTCHA_REQUIRED);
        assertThat(rejected.message()).contains("验证码");
        assertThat(rejected.retryAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(rejected(client().read("12345")).reason()).isEqualTo(Reason.CAPTCHA_REQUIRED);
        verifyConversation();

        client().retrySignIn();
        play("sign-in", "add-done");
        assertThat(client().add(newCustomer())).isEqualTo(new ErpResult.Done<>("12345"));
        verifyConversation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-session-over-in-chinese", "add-session-over-in-english"})
    void anExpiredSessionIsRecognisedByItsWordsAndTheAddIsRepeatedOnce(String conversation) throws IOException {
        play("sign-in", conversation, "sign-in", "add-done");
        assertThat(client().add(newCustomer())).isEqualTo(new ErpResult.Done<>("12345"));
        verifyConversation();
    }

    @Test
    void aSessionThatIsRefusedAfterRenewalEndsTheCall() throws IOException {
        play("sign-in", "add-session-over", "sign-in", "add-session-over");
        assertThat(rejected(client().add(newCustomer())).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        verifyConversation();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-missing",
                "read-missing-null",
                "read-missing-empty",
                "read-missing-list",
                "read-missing-no-body",
                "read-missing-blank-id",
                "read-missing-blank-fields"
            })
    void aCustomerThatIsNotThereIsEmptyHoweverTheErpSaysIt(String conversation) throws IOException {
        play("sign-in", conversation);
        assertThat(client().read("12345").orElseThrow()).isEmpty();
        verifyConversation();
    }
}
