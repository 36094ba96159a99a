package io.kehub.sync.delivery;

import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Classifies a failed call: is the record the cause, or the account, the network, the ERP? */
final class ErpErrorClassifier {

    /** Caused by the account, the address or the load: any other record would have been rejected too. */
    private static final Set<Reason> ABOUT_THE_CALLER = EnumSet.of(
            Reason.UNAUTHENTICATED,
            Reason.CAPTCHA_REQUIRED,
            Reason.FORBIDDEN,
            Reason.NOT_FOUND,
            Reason.TOO_MANY_REQUESTS,
            Reason.UNSUPPORTED);

    private ErpErrorClassifier() {}

    /** Whether the record itself is invalid: a person has to correct it, and other deliveries can continue. */
    static boolean isAboutTheRecord(ErpFailure.Rejected rejected) {
        return !ABOUT_THE_CALLER.contains(rejected.reason());
    }

    /** Whether a value that must be unique is already used. */
    static boolean isConflict(ErpFailure.Rejected rejected) {
        return rejected.reason() == Reason.CONFLICT;
    }

    /** The ERP's message, with its errors by field. */
    static String reason(ErpFailure.Rejected rejected) {
        var fields = rejected.fields().stream()
                .map(error -> error.name() + " " + error.message()
                        + (error.allowed().isBlank() ? "" : "，允许：" + error.allowed()))
                .collect(Collectors.joining("；"));
        return "ERP 拒绝：" + rejected.message() + (fields.isEmpty() ? "" : "（" + fields + "）");
    }

    /** The kind of failure, in Chinese. */
    static String kindOf(ErpFailure failure) {
        return switch (failure) {
            case ErpFailure.Rejected rejected -> "ERP 拒绝（" + caption(rejected.reason()) + "）";
            case ErpFailure.Unreachable unreachable -> "ERP 连接不上";
            case ErpFailure.Unknown unknown -> "结果未知";
        };
    }

    private static String caption(Reason reason) {
        return switch (reason) {
            case INVALID_FIELD -> "字段无效";
            case CONFLICT -> "冲突";
            case UNAUTHENTICATED -> "登录无效";
            case CAPTCHA_REQUIRED -> "登录需要验证码";
            case FORBIDDEN -> "没有权限";
            case NOT_FOUND -> "不存在";
            case TOO_MANY_REQUESTS -> "请求过多";
            case UNSUPPORTED -> "不支持";
            case OTHER -> "其他原因";
        };
    }
}
