package io.kehub.wire.session;

import io.kehub.erp.access.CaptchaProof;
import io.kehub.erp.access.Captchas;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.SessionEffect;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 鉴权接口: sign-in and sign-out (catalog: 系统登录接口). */
final class SessionOperations implements OperationGroup {

    private static final Parameter<String> LOGIN = Parameter.<String>named("login", "用户名")
            .quick("user", Types.text(100))
            .ov1("user", Types.plainText(Types.text(100)))
            .required();
    private static final Parameter<String> PASSWORD = Parameter.<String>named("password", "密码")
            .quick("password", Types.password(200))
            .ov1("password", Types.plainText(Types.password(200)))
            .required();
    private static final Parameter<String> DEVICE = Parameter.<String>named("device", "用户串号")
            .ov1(
                    "serialnum",
                    Types.plainText(Types.pattern(Pattern.compile("[0-9A-Za-z_-]{1,36}"), "1 到 36 个字母、数字、连字符或下划线")))
            .required();
    private static final Parameter<String> CAPTCHA =
            Parameter.<String>named("captcha", "随机验证码").ov1("rndcode", Types.plainText(Types.text(20)));

    private static final List<AnswerField<SignIn.SignedIn>> WHO = List.of(
            AnswerField.id("id", "id", "用户编号", who -> who.caller().user().value()),
            AnswerField.text("login", "user", "用户名", who -> who.caller().login()),
            AnswerField.text("name", "name", "姓名", who -> who.caller().name()));

    private final SignIn signIn;
    private final Captchas captchas;
    private final Sessions sessions;

    SessionOperations(SignIn signIn, Captchas captchas, Sessions sessions) {
        this.signIn = signIn;
        this.captchas = captchas;
        this.sessions = sessions;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(signIn(), captcha(), signOut());
    }

    private Operation<SignIn.SignedIn> signIn() {
        return Operation.<SignIn.SignedIn>declare("sign-in", "系统登录接口", "鉴权接口", "系统登录接口")
                .open()
                .takes(LOGIN, PASSWORD, DEVICE, CAPTCHA)
                .quick(Answer.single("登录成功", WHO), Route.at("/webapi/v3/ov1/login"))
                .ov1(Answer.done("API鉴权成功."), Route.ov1("login"))
                .effect(signedIn -> new SessionEffect.Opened(signedIn.token()))
                .handledBy(this::open);
    }

    private SignIn.SignedIn open(Arguments given, ErpCall call) {
        return call.dialect() == DialectId.QUICK
                ? signIn.signIn(given.get(LOGIN), given.get(PASSWORD))
                : signIn.signIn(
                        given.get(LOGIN),
                        given.get(PASSWORD),
                        new CaptchaProof(given.get(DEVICE), given.text(CAPTCHA)));
    }

    /** The captcha picture for {@code rndcode}; needs no session. Each request creates a new code for the device. */
    private Operation<byte[]> captcha() {
        return Operation.<byte[]>declare("captcha", "随机验证码图片", "鉴权接口", "系统登录接口")
                .open()
                .takes(DEVICE)
                .ov1ReadByGet(Answer.picture("操作成功", "image/png", picture -> picture), Route.ov1("rndcode"))
                .handledBy((given, call) -> captchas.issue(given.get(DEVICE)));
    }

    private Operation<DialectId> signOut() {
        return Operation.<DialectId>declare("sign-out", "退出登录", "鉴权接口", "系统登录接口")
                .quick(Answer.done("已退出登录"), Route.at("/webapi/v3/ov1/logout"))
                .ov1(Answer.done("已退出登录"), Route.ov1("logout"))
                .effect(dialect -> new SessionEffect.Ended())
                .handledBy((given, call) -> {
                    sessions.close(call.session().token());
                    return call.dialect();
                });
    }
}
