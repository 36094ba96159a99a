package io.kehub.sync.mapping;

import static io.kehub.sync.mapping.MappingFixture.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kehub.client.CustomerField;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;

class MappingProfileTest {

    private final MappingProfile quick = MappingFixture.quick();

    @Test
    void aFiledContactBecomesTheCustomerOfTheQuickReference() {
        var customer = quick.map(contact(1, "张三公司", 85, "K3208", 7));

        assertThat(customer.kCode()).isEqualTo("K3208");
        assertThat(customer.profile()).isEqualTo("quick");
        assertThat(customer.version()).isEqualTo(7);
        assertThat(customer.customer().fields())
                .containsExactly(
                        entry(CustomerField.NAME, "张三公司"),
                        entry(CustomerField.SHORT_NAME, "张三公司"),
                        entry(CustomerField.KIND, "company"),
                        entry(CustomerField.SOURCE, "微信"),
                        entry(CustomerField.PHONE, ""),
                        entry(CustomerField.REMARK, "K编码: K3208, 置信度: 85"),
                        entry(CustomerField.K_CODE, "K3208"));
        assertThat(customer.customer().customFields()).isEmpty();
    }

    @Test
    void withoutARemarkTheWeChatIdIsTheName() {
        var customer = quick.map(contact(1, " ", 0, "K1", 1)).customer();
        assertThat(customer.name()).isEqualTo("wxid_1");
        assertThat(customer.get(CustomerField.SHORT_NAME)).isEmpty();
        assertThat(customer.get(CustomerField.REMARK)).isEqualTo("K编码: K1, 置信度: 0");
    }

    @Test
    void anUnknownConfidenceIsCalledUnknown() {
        assertThat(quick.map(contact(1, "李四", null, "K1", 1)).customer().get(CustomerField.REMARK))
                .isEqualTo("K编码: K1, 置信度: 未知");
    }

    @Test
    void theRemarkBeginsWithWhatIsLookedForAndNoOtherKCodeDoes() {
        var search = quick.map(contact(1, "李四", 85, "K12", 1)).search();
        assertThat(search.writtenAs()).isEqualTo("K编码: K12,");
        var other = quick.map(contact(2, "李四", 85, "K123", 1)).customer();
        assertThat(search.matches(quick.map(contact(1, "李四", 85, "K12", 1)).customer()))
                .isTrue();
        assertThat(search.matches(other)).isFalse();
        assertThat(other.get(CustomerField.REMARK)).doesNotStartWith(search.writtenAs());
    }

    @Test
    void aContactThatIsNotFiledIsNoCustomer() {
        assertThatIllegalArgumentException().isThrownBy(() -> quick.map(contact(1, "李四", 85, null, 1)));
    }

    @Test
    void theProfileOfTheQuickReferenceSendsOnlyWhatTheDialectCanSend() {
        try (var erp = ErpClient.builder(URI.create("http://erp.example"))
                .dialect(Dialect.QUICK)
                .account("admin", "secret")
                .build()) {
            assertThat(erp.capabilities().writable()).containsAll(quick.fields().keySet());
        }
    }

    @Test
    void aProfileIsDataWithFieldsConstantsTemplatesAndCustomFields() {
        var customer = read("""
                name: factory-2
                version: 3
                fields:
                  name: { template: "{remark}（{owner|无人}）{nickname}" }
                  kind: { constant: person }
                  contact_person: { from: [remark] }
                  remark: { from: nickname }
                  k_code: { from: k_code }
                custom:
                  field1: { from: type }
                  field2: { constant: 1 }
                """).map(contact(1, "张三", 85, "K1", 1));

        assertThat(customer.customer().name()).isEqualTo("张三（李销售）昵称");
        assertThat(customer.customer().get(CustomerField.KIND)).isEqualTo("person");
        assertThat(customer.customer().get(CustomerField.CONTACT_PERSON)).isEqualTo("张三");
        assertThat(customer.customer().customFields())
                .containsExactly(entry("field1", "customer"), entry("field2", "1"));
        assertThat(customer.search().writtenAs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nam: { from: remark };nam：没有这个字段，可用：name、short_name",
                "name: { from: remrk };“remrk”不是联系人字段，可用：wx_id、remark",
                "name: { from: [remark, nick] };“nick”不是联系人字段",
                "name: { from: [] };from 没有写联系人字段",
                "name: { template: '{remrk}' };占位符 {remrk} 不是联系人字段，可用：wx_id、remark",
                "name: { template: '{remark' };花括号不成对",
                "name: { template: 'a}b{' };花括号不成对",
                "name: { constnt: x };规则无效，应为",
                "name: { from: remark, constant: x };规则无效，应为",
                "name: 张三;规则无效，应为",
                "name: ;规则无效，应为",
                "kind: { constant: firm };“firm”不是客户类型，可用：company、person",
                "status: { constant: reviewed };status：审核状态由 ERP 自己填写，不能映射",
                "owner_name: { from: owner };负责人姓名由 ERP 自己填写",
                "k_code: { from: wx_id };k_code：必须是 {from: k_code}"
            })
    void aWrongRuleIsNamedWithWhatIsAllowed(String rule, String message) {
        var fields = new LinkedHashMap<>(Map.of(
                "name", "  name: { from: remark }\n",
                "kind", "  kind: { constant: company }\n",
                "k_code", "  k_code: { from: k_code }\n"));
        fields.put(rule.substring(0, rule.indexOf(':')), "  " + rule + "\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("name: p\nversion: 1\nfields:\n" + String.join("", fields.values())))
                .withMessageContaining("映射方案 ")
                .withMessageContaining("test.yaml")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "name",
                "name: p\nversion: 1\nfields: []\n",
                "name: p\nversion: one\nfields: {}\n",
                "name: p\nversion: 0\nfields: {}\n",
                "name: P 1\nversion: 1\nfields: {}\n",
                "name: p\nversion: 1\nfields: {}\nfeilds: {}\n",
                "name: p\nname: q\nversion: 1\nfields: {}\n",
                "name: {p\n"
            })
    void aFileThatIsNoProfileIsNamed(String yaml) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .withMessageContaining("test.yaml")
                .withMessageContaining("有误");
    }

    @Test
    void allErrorsAreNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MappingProfile("?", 0, new EnumMap<>(CustomerField.class), Map.of()))
                .withMessageContaining("name：")
                .withMessageContaining("version：")
                .withMessageContaining("缺少 name（客户名称）")
                .withMessageContaining("缺少 kind（客户类型）")
                .withMessageContaining("缺少 k_code（K编码）");
    }

    @Test
    void aProfileIsFoundByItsNameAndAnUnknownOneIsNamedWithTheKnownOnes() {
        var profiles = new MappingProfiles(List.of(quick), "quick");
        assertThat(profiles.current()).isSameAs(quick);
        assertThat(profiles.named("quick")).isSameAs(quick);
        assertThatThrownBy(() -> profiles.named("slow"))
                .isInstanceOf(UnmappableException.class)
                .hasMessageContaining("slow")
                .hasMessageContaining("quick");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MappingProfiles(List.of(quick), "slow"))
                .withMessageContaining("slow")
                .withMessageContaining("quick");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MappingProfiles(List.of(quick, quick), "quick"))
                .withMessageContaining("quick");
    }

    @Test
    void aTemplateUsesTheDefaultAfterTheBarIfTheFieldIsBlank() {
        var nobody = contact(1, "", null, "K1", 1);
        assertThat(Template.parse("{remark|无备注} {confidence} {confidence|}").text(nobody))
                .isEqualTo("无备注  ");
        assertThat(Template.parse("").text(nobody)).isEmpty();
        assertThat(Template.parse("{k_code}{wx_id}").text(nobody)).isEqualTo("K1wxid_1");
    }

    @ParameterizedTest
    @CsvSource({"'{k_code}, x', ''", "'K:{k_code}', ''", "'K:{k_code};', 'K:K12;'", "'K:{k_code}{wx_id}', ''", "x, ''"})
    void onlyATemplateThatClosesItsKCodeIsLookedFor(String template, String start) {
        assertThat(Template.parse(template).startWith("K12")).isEqualTo(start);
    }

    private static MappingProfile read(String yaml) {
        return ProfileFile.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml"));
    }
}
