package io.kehub.wire.operation;

import java.util.List;
import java.util.stream.Stream;

/** 鉴权接口: sign-in and sign-out. */
final class SessionOperations {

    private static final Parameter<String> USER =
            Parameter.required("login", "登录名", new InputType.Words(100), WireNames.quick("user"));
    private static final Parameter<String> PASSWORD =
            Parameter.required("password", "密码", new InputType.Secret(200), WireNames.quick("password"));

    private static final List<AnswerField<Outcome.SignedIn>> WHO = List.of(
            AnswerField.id(
                    "id",
                    "用户编号",
                    WireNames.quick("id"),
                    who -> who.caller().user().value()),
            AnswerField.text(
                    "login", "登录名", WireNames.quick("user"), who -> who.caller().login()),
            AnswerField.text(
                    "name", "姓名", WireNames.quick("name"), who -> who.caller().name()));

    private static final Operation SIGN_IN = new Operation(
            "sign-in",
            "鉴权接口",
            "登录",
            List.of(Route.quick("/webapi/v3/ov1/login")),
            false,
            List.of(USER, PASSWORD),
            false,
            new Answer.Single<>("登录成功", Outcome.SignedIn.class, WHO, who -> List.of()),
            given -> new Request.SignIn(given.get(USER), given.get(PASSWORD)));

    private static final Operation SIGN_OUT = new Operation(
            "sign-out",
            "鉴权接口",
            "退出登录",
            List.of(Route.quick("/webapi/v3/ov1/logout")),
            true,
            List.of(),
            false,
            new Answer.Bare("已退出登录"),
            given -> new Request.SignOut());

    private SessionOperations() {}

    static Stream<Operation> all() {
        return Stream.of(SIGN_IN, SIGN_OUT);
    }
}
