package io.kehub.client.v3;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unknown;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class V3AnswersTest {
    private static final String EDIT = "/webapi/v3/sales/customer/edit";
    private static final String DETAIL = "/sysa/mobilephone/salesmanage/custom/add.asp?edit=1";
    private static final String LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";

    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        client = ErpClient.builder(erp.uri())
                .dialect(Dialect.V3)
                .session(() -> "s1")
                .build();
        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"Code\": 200, \"Msg\": \"添加成功\"}"));
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomerField.class,
            names = {"KIND", "NAME", "LEVEL", "CONTACT_PERSON", "K_CODE"})
    void aBlankRequiredFieldIsRejectedByNameAndNotSent(CustomerField field) {
        for (var blank : new String[] {"", "  "}) {
            var refused =
                    rejected(client.add(whole().toBuilder().set(field, blank).build()));
            assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
            assertThat(refused.fields()).singleElement().satisfies(error -> {
                assertThat(error.field()).isEqualTo(field);
                assertThat(error.message()).contains("必填");
            });
        }
        assertThat(erp.requests(ScriptedErp.ADD)).isEmpty();
    }

    @Test
    void allMissingFieldsAreNamedTogether() {
        assertThat(rejected(client.add(Customer.builder().build())).fields())
                .extracting(ErpFailure.FieldError::name)
                .containsExactly("sort2", "name", "sort", "person_name", "sort1", "khid");
    }

    @Test
    void theNewCustomerIsTheOnlyOneWithItsNumber() {
        holds(7);
        assertThat(client.add(whole())).isEqualTo(new ErpResult.Done<>("7"));
        holds(7, 8);
        assertThat(unknown(client.add(whole())).message()).contains("7", "8");
        holds();
        unknown(client.add(whole()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            200, `<html>`
            500, ``
            200, `{"header": {"status": 1, "message": "没有权限"}, "body": {}}`
            200, `{"header": {"status": 2, "message": "未登录"}, "body": {}}`
            """)
    void aSaveWhoseCustomerCannotBeLookedUpIsUnknownAndNeverRejected(int status, String answer) {
        erp.on(LIST, request -> Reply.of(status, answer, Map.of()));
        unknown(client.add(whole()));
        assertThat(erp.requests(ScriptedErp.ADD)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"Code\": 500, \"Msg\": \"内部错误\"}",
                "{\"Code\": \"\", \"Msg\": \"?\"}",
                "{\"Msg\": \"添加成功\"}",
                "{\"Code\": 200, \"Msg\": \"添加成"
            })
    void anAnswerThatProvesNothingIsUnknown(String answer) {
        erp.on(ScriptedErp.ADD, request -> Reply.of(200, answer, Map.of()));
        unknown(client.add(whole()));
        assertThat(erp.requests(ScriptedErp.ADD)).hasSize(1);
    }

    @Test
    void anUpdateSendsTheWholeCustomerWithTheChangesOverIt() {
        erp.on(DETAIL, request -> ok("""
                {"bill": {"value": 7, "groups": [{"fields": [
                 {"id": "name", "value": "甲"}, {"id": "sort1", "value": "104,7", "text": "VIP"},
                 {"id": "intsort", "value": 2}, {"id": "jz", "value": 175, "text": "很高"},
                 {"id": "fkdays", "value": ""}, {"id": "pym", "value": "jia"}, {"id": "intro", "value": "旧"}]}]}}"""));
        erp.on(EDIT, request -> Reply.json("{\"Code\": 200, \"Msg\": \"修改成功\"}"));
        assertThat(client.update(
                        "7", Customer.builder().set(CustomerField.REMARK, "新").build()))
                .isEqualTo(new ErpResult.Done<>("7"));
        assertThat(erp.requests(EDIT).getFirst().body())
                .isEqualTo("{\"name\":\"甲\",\"sort2\":2,\"intro\":\"新\",\"sort\":\"VIP\",\"jz\":\"很高\",\"ord\":\"7\"}");
    }

    @Test
    void anUpdateOfAMissingOrUnreadableCustomerIsNotSent() {
        var changes = Customer.builder().set(CustomerField.REMARK, "新").build();
        erp.on(DETAIL, request -> ok("null"));
        assertThat(rejected(client.update("7", changes)).reason()).isEqualTo(Reason.NOT_FOUND);
        erp.on(DETAIL, request -> Reply.of(200, "<html>", Map.of()));
        unreachable(client.update("7", changes));
        assertThat(erp.requests(EDIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"field1", "ord", "name", "Cateadd", "khid"})
    void onlyDocumentedFieldsAreCustomFields(String name) {
        assertThat(rejected(client.add(
                                whole().toBuilder().customField(name, "x").build()))
                        .fields())
                .singleElement()
                .satisfies(error -> assertThat(error.name()).isEqualTo(name));
    }

    private void holds(Integer... ids) {
        erp.on(
                LIST,
                request -> ok("{\"source\": {\"table\": {\"cols\": [{\"id\": \"name\"}, {\"id\": \"ord\"}], \"rows\": "
                        + List.of(ids).stream().map(id -> "[\"甲\", " + id + "]").toList()
                        + ", \"page\": {\"recordcount\": " + ids.length + "}}}}"));
        erp.on(
                DETAIL,
                request -> ok("{\"bill\": {\"value\": " + request.body().replaceAll(".*\"val\":\"(\\d+)\".*", "$1")
                        + ", \"groups\": [{\"fields\": [{\"id\": \"name\", \"value\": \"甲\"},"
                        + " {\"id\": \"khid\", \"value\": \"K12\"}]}]}}"));
    }

    private static Customer whole() {
        return Customer.named("甲", CustomerKind.COMPANY)
                .set(CustomerField.LEVEL, "VIP")
                .set(CustomerField.CONTACT_PERSON, "张三")
                .set(CustomerField.K_CODE, "K12")
                .customField("sort1", "初步接触")
                .build();
    }

    private static Reply ok(String body) {
        return Reply.json("{\"header\": {\"status\": 0, \"message\": \"操作完成\"}, \"body\": " + body + "}");
    }
}
