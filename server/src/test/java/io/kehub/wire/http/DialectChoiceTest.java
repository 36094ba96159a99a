package io.kehub.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class DialectChoiceTest {

    private static final Catalog CATALOG = new Catalog(List.of(() -> Stream.of(
            operation("sign-in", "/webapi/v3/ov1/login", "/webapi/v3/ov1/login"),
            operation("customer-add", "/webapi/v3/sales/customer/add", "/webapi/v3/sales/customer/add"),
            operation("department-list", "/webapi/v3/nothing", "/webapi/v3/orgs/dept/list"),
            Operation.<String>declare("account-list", "", "")
                    .v3ReadByGet(Answer.done(""), Route.at("/webapi/v3/orgs/user/list"))
                    .handledBy((given, call) -> ""),
            Operation.<String>declare("stock", "", "")
                    .quick(Answer.done(""), Route.at("/webapi/v3/store/stock"))
                    .v3ReadByGet(Answer.done(""), Route.at("/webapi/v3/store/stock"))
                    .handledBy((given, call) -> ""))));

    private static Operation<String> operation(String id, String quick, String other) {
        var declared = Operation.<String>declare(id, id, id).quick(Answer.done(""), Route.at(quick));
        var both = other.contains("ov1")
                ? declared.ov1(Answer.done(""), Route.ov1("login"), Route.ov1("salesmanage/person/list"))
                : declared.v3(Answer.done(""), Route.at(other));
        return both.handledBy((given, call) -> "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /sysa/mobilephone/login.asp                    |       | {}                                            | OV1
            /SYSA/mobilephone/login.asp                    | token | {"user":"a"}                                  | OV1
            /webapi/apiHelper/sales/x                      |       | {}                                            | HELPER
            /webapi/api/ZBServices/webapi/sales/x          |       | {"datas":[]}                                  | HELPER
            /webapi/v3/ov1/login                           |       | {"user":"a","password":"b"}                   | QUICK
            /webapi/v3/ov1/login                           |       | {"datas":[{"id":"user","val":"txt:a"}]}       | OV1
            /webapi/v3/ov1/login                           |       | {session:'', datas:[{id:'user', val:'txt:a'}]}| OV1
            /webapi/v3/ov1/login                           | token | {"session":"","Datas":[]}                     | OV1
            /webapi/v3/ov1/login                           |       | {"user":"datas","password":"b"}               | QUICK
            /webapi/v3/ov1/login                           |       | {"user":{"datas":[]}}                         | QUICK
            /webapi/v3/ov1/login                           |       | not datas at all                              | QUICK
            /webapi/v3/ov1/login                           |       | ``                                            | QUICK
            /webapi/v3/ov1/login                           |       | {"session":"s","cmdkey":"refresh"}            | OV1
            /webapi/v3/ov1/salesmanage/person/list         |       | {}                                            | OV1
            /webapi/v3/orgs/dept/list                      |       | {}                                            | V3
            /webapi/v3/sales/customer/add                  | token | {"name":"a","session":"b"}                    | V3
            /webapi/v3/sales/customer/add                  | token | {"name":"a"}                                  | V3
            /webapi/v3/sales/customer/add                  |       | {"name":"a"}                                  | QUICK
            /webapi/v3/sales/customer/add                  |       | {"session":"s","datas":[]}                    | V3
            /webapi/v3/orgs/user/list                      |       | {}                                            | V3
            /webapi/v3/orgs/user/list                      |       | {"session":"s","datas":[]}                    | V3
            /WEBAPI/V3/orgs/User/List/                     | token | {session:'', cmdkey:'refresh', datas:[]}      | V3
            /webapi/v3/ov1/salesmanage/custom/list         | ``    | {}                                            | V3
            /sysn/view/OpenApi/help.ashx                   |       | ``                                            | QUICK
            """)
    void theCallerShowsWhatItSpeaks(String path, @Nullable String token, String body, DialectId dialect) {
        var message =
                new Dialect.Message(Map.of(), null, token, new Dialect.Body(body.getBytes(StandardCharsets.UTF_8)));

        assertThat(new DialectChoice(CATALOG, dialects()).choose("POST", path, message))
                .isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /webapi/v3/store/stock, V3",
        "POST, /webapi/v3/store/stock, QUICK",
        "GET, /webapi/v3/orgs/user/list, V3",
        "GET, /webapi/v3/sales/customer/add, QUICK"
    })
    void aListOfV3ThatIsReadByGetAnswersInV3(String method, String path, DialectId dialect) {
        var message = new Dialect.Message(Map.of(), null, null, new Dialect.Body(new byte[0]));

        assertThat(new DialectChoice(CATALOG, dialects()).choose(method, path, message))
                .isEqualTo(dialect);
    }

    /** The dialects in an order that does not favour the quick one. */
    private static List<Dialect> dialects() {
        try (var beans = new AnnotationConfigApplicationContext(
                "io.kehub.wire.ov1", "io.kehub.wire.v3", "io.kehub.wire.helper", "io.kehub.wire.quick")) {
            return List.copyOf(beans.getBeansOfType(Dialect.class).values());
        }
    }

    @Test
    void anAnswerThatADialectCannotWriteIsFoundAtTheStart() {
        var form = Operation.<String>declare("form", "form", "form")
                .quick(Answer.form("", "", text -> "", text -> 0, List.of()), Route.at("/form"))
                .handledBy((given, call) -> "");
        var tree = Operation.<String>declare("tree", "tree", "tree")
                .helper(Answer.tree("", text -> List.of()), Route.helper("tree"))
                .handledBy((given, call) -> "");
        for (var wrong : List.of(form, tree)) {
            var catalog = new Catalog(List.of(() -> Stream.of(wrong)));

            assertThatThrownBy(() -> catalog.requireSupport(dialects()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(wrong.id());
        }
        CATALOG.requireSupport(dialects());
    }
}
