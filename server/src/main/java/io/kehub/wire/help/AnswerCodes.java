package io.kehub.wire.help;

import io.kehub.wire.operation.type.DialectId;
import java.util.List;

/** What the codes of the answers mean, per dialect. */
final class AnswerCodes {

    /**
     * One code.
     *
     * @param code as it stands in the answer
     * @param stable the codes for programs that come with it; empty if there are none
     */
    record Code(String code, String meaning, String stable, String advice) {}

    private static final String INVALID =
            "malformed_body、malformed_query、invalid_field、not_enough_stock、already_confirmed、not_approved、over_delivery 等";
    private static final String ADVICE = "看 errors：哪个字段（field）、错在哪里（message）、允许什么（allowed）；改正后再发";

    private static final List<Code> QUICK = List.of(
            new Code("200", "成功，success 为 true", "", "读 data"),
            new Code("400", "请求有误，什么都没有保存", INVALID, ADVICE),
            new Code("401", "没有登录、会话已过期，或用户名、密码错误", "no_session、wrong_credentials", "重新登录，带上新的会话再发"),
            new Code("403", "没有权限", "forbidden、not_yours、administrators_only、foreign_origin", "请管理员调整角色，或换有权限的用户"),
            new Code("404", "没有这条记录，或当前用户看不到它；也可能是地址写错", "not_found、unknown_address", "核对编号和地址"),
            new Code("405", "请求方法不对", "method_not_allowed", "改用响应头 Allow 里的方法"),
            new Code("409", "与已有的记录冲突，例如 K编码已被占用", "taken", "看 errors 里的字段，换一个值"),
            new Code("413", "请求体超过 1 MB", "too_large", "分成几次发送"),
            new Code("429", "请求过多，例如密码连续输错", "sign_in_closed、sign_in_under_way、busy", "等响应头 Retry-After 的秒数后再发"),
            new Code("500", "服务器内部错误", "internal_error", "把 data.error 里的错误编号告诉管理员"),
            new Code("503", "同一数据正被大量修改，什么都没有保存", "concurrent_change", "等响应头 Retry-After 的秒数后再发"));

    private static final List<Code> OV1 = List.of(
            new Code("0", "成功", "", "读 body"),
            new Code(
                    "1",
                    "请求有误、与已有的记录冲突，或请求过多；什么都没有保存",
                    INVALID + "；taken、too_large、sign_in_closed、concurrent_change",
                    "原因在 header.message，逐个字段的错误在 body.message.data.errors；改正后再发"),
            new Code(
                    "2",
                    "没有登录、会话已过期，或用户名、密码、验证码错误",
                    "no_session、wrong_credentials、captcha_required、wrong_captcha",
                    "重新登录，把新的 session 写进请求"),
            new Code("3", "没有权限", "forbidden、not_yours", "请管理员调整角色，或换有权限的用户"),
            new Code("4", "没有这条记录，或当前用户看不到它；也可能是地址写错", "not_found、unknown_address", "核对编号和地址"),
            new Code("500", "服务器内部错误", "internal_error", "把 body.message.data.error 里的错误编号告诉管理员"));

    private static final List<Code> V3 = List.of(
            new Code("200", "成功", "", "读 Data，列表读 Cols、Rows、Page"),
            new Code(
                    "300",
                    "请求有误、没有权限、没有这条记录、有冲突，或请求过多；什么都没有保存",
                    INVALID + "；forbidden、not_found、taken、too_large、concurrent_change",
                    "原因在 Msg，稳定的错误码在 ErrorCode，逐个字段的错误在 Errors"),
            new Code("400", "没有登录或会话已过期", "no_session", "重新登录，把新的会话写进请求头 ZBAPI-Token"),
            new Code("500", "服务器内部错误", "internal_error", "把 Error 里的错误编号告诉管理员"));

    private static final List<Code> HELPER = List.of(
            new Code("200", "成功，flag 为 true", "", "读 datas"),
            new Code(
                    "300",
                    "请求有误、没有权限、没有这条记录，或请求过多；什么都没有保存",
                    "malformed_body、invalid_field、forbidden、not_found",
                    "原因在 msg，稳定的错误码在 datas.code，逐个字段的错误在 datas.errors"),
            new Code("400", "没有登录或会话已过期", "no_session", "重新登录，把新的会话写进 Token"),
            new Code("500", "服务器内部错误", "internal_error", "把 datas.error 里的错误编号告诉管理员"));

    private AnswerCodes() {}

    /** Where the code stands. */
    static String place(DialectId dialect) {
        return switch (dialect) {
            case QUICK -> "HTTP 状态码";
            case OV1 -> "header.status（HTTP 状态码总是 200）";
            case V3 -> "Code（HTTP 状态码总是 200）";
            case HELPER -> "code（HTTP 状态码总是 200）";
        };
    }

    static List<Code> of(DialectId dialect) {
        return switch (dialect) {
            case QUICK -> QUICK;
            case OV1 -> OV1;
            case V3 -> V3;
            case HELPER -> HELPER;
        };
    }
}
