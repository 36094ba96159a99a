package io.kehub.client.wire;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import java.util.List;
import java.util.Locale;

/** Recognises that a rejected sign-in asks for a captcha 验证码, which no program can answer. */
public final class CaptchaDemand {

    private CaptchaDemand() {}

    /**
     * Checks a rejected sign-in.
     *
     * @param code the ERP's code; empty if it gave none
     * @param words what the ERP said
     * @throws ErpException with {@link Reason#CAPTCHA_REQUIRED} if it asks for a captcha
     */
    public static void check(String code, String words) {
        if (code.equals("captcha_required")
                || code.equals("wrong_captcha")
                || words.contains("验证码")
                || words.toLowerCase(Locale.ROOT).contains("rndcode")) {
            throw new ErpException(new ErpFailure.Rejected(
                    Reason.CAPTCHA_REQUIRED,
                    code.isEmpty() ? "captcha_required" : code,
                    words + "（ERP 要求验证码，已停止自动登录；请人工登录 ERP 或核对密码后再恢复）",
                    List.of()));
        }
    }
}
