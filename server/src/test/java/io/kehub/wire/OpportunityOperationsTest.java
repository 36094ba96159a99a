package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.customer.CustomerSettingsStore;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Opportunities in the office and in ov1, with contracts, shares, follow-ups and approval; and claims that wait. */
class OpportunityOperationsTest extends OpportunityWorld {

    @Test
    void anEditKeepsWhatItLeavesOutAndClearsWhatIsBlank() {
        var id = id(add(Map.of(
                "title",
                "要修改的",
                "custid",
                customer.value(),
                "source",
                "展会",
                "expectdate",
                "2030-01-01",
                "money",
                "5")));

        var changed = office.post(OFFICE + "edit", Map.of("id", id, "stage", "商务谈判", "expectdate", ""))
                .data();

        assertThat(changed.path("stage").stringValue("")).isEqualTo("商务谈判");
        assertThat(changed.path("source").stringValue("")).isEqualTo("展会");
        assertThat(changed.path("money").stringValue("")).isEqualTo("5");
        assertThat(changed.path("expectdate").stringValue("-")).isEmpty();
        assertThat(office.post(OFFICE + "edit", Map.of("id", id)).code()).isEqualTo("nothing_to_change");
        assertThat(office.post(OFFICE + "edit", Map.of("id", id, "title", "")).refusedFields())
                .containsExactly("title");
        assertThat(office.post(OFFICE + "edit", Map.of("id", id, "personid", "999999"))
                        .refusedFields())
                .containsExactly("personid");
    }

    @Test
    void whatAShareIncludesIsShown() {
        var shared = world.customer("共享的客户", seller);
        var id = id(add(Map.of("title", "共享的项目", "custid", shared.value(), "charge", seller.value())));
        var viewer = world.user("viewer", Role.SALES);

        share(shared, viewer, "0");
        assertThat(listed(caller("viewer"), Map.of())).isEmpty();
        share(shared, viewer, "1");
        assertThat(listed(caller("viewer"), Map.of())).containsExactly(id);
        assertThat(quick("viewer").post(OFFICE + "detail", Map.of("id", id)).status())
                .isEqualTo(200);
        assertThat(quick("viewer")
                        .post(OFFICE + "edit", Map.of("id", id, "money", "1"))
                        .status())
                .isEqualTo(403);
    }

    void share(CustomerId shared, UserId viewer, String projects) {
        var answer = caller("seller")
                .ov1(
                        "salesmanage/custom/share.asp",
                        "",
                        Map.of(
                                "ord", Long.toString(shared.value()),
                                "member1", "0",
                                "member2", Long.toString(viewer.value()),
                                "sharecontact", "0",
                                "replyshare", "0",
                                "chanceshare", projects,
                                "contractshare", "0"));
        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
    }

    @Test
    void anOpportunityIsApprovedOnceInEitherDialect() {
        var opportunities = world.server().part(Opportunities.class);
        opportunities.requireApproval(true);
        try {
            var id = id(add(Map.of("title", "要审批的", "custid", customer.value())));
            var decision = Map.of("ord", id, "@__sp_money", "100", "@__sp_result", "1", "@__sp_intro", "可以");
            assertThat(refusal(caller("seller").ov1("systemmanage/approve.asp?dtype=25", "", decision)))
                    .contains("无权");

            var approved = admin.ov1("systemmanage/approve.asp?dtype=25", "", decision);

            assertThat(approved.at("/body/message/text").stringValue("")).isEqualTo("审批成功！");
            var read = office.post(OFFICE + "detail", Map.of("id", id)).data();
            assertThat(read.path("approval").stringValue("")).isEqualTo("审批通过");
            assertThat(read.path("approvedmoney").stringValue("")).isEqualTo("100");
            assertThat(office.post(OFFICE + "approve", Map.of("id", id, "result", 2))
                            .code())
                    .isEqualTo("already_decided");
            assertThat(refusal(
                            admin.ov1("systemmanage/approve.asp?dtype=25", "", Map.of("ord", id, "@__sp_result", "1"))))
                    .contains("__sp_money");
        } finally {
            opportunities.requireApproval(false);
        }
    }

    @Test
    void aFollowUpOfAnOpportunityIsOneOfItsCustomer() {
        var followed = admin.ov1(
                "systemmanage/reply.asp?datatype=chance",
                "",
                Map.of(
                        "ord", first,
                        "intro", "谈了付款方式",
                        "sort", "481",
                        "plantype", "1",
                        "@title1", "再次拜访",
                        "@ret_0", "2025-03-01 10:00:00",
                        "@remind", "0"));

        assertThat(followed.at("/body/message/text").stringValue("")).isEqualTo("保存成功！");
        assertThat(world.server()
                        .part(JdbcClient.class)
                        .sql("select plan_title from follow_up where opportunity = :id and customer = :customer")
                        .param("id", Long.parseLong(first))
                        .param("customer", customer.value())
                        .query(String.class)
                        .list())
                .containsExactly("再次拜访");
        assertThat(refusal(admin.ov1(
                        "systemmanage/reply.asp?datatype=chance",
                        "",
                        Map.of("ord", "999999", "intro", "x", "sort", "481", "plantype", "0"))))
                .contains("ord");
    }

    @Test
    void aContractTakesAnOpportunityOfItsCustomer() {
        var product = world.product("充电桩", "P-OPP", new ProductClassId(1), seller);
        world.contract("HT-OPP", customer, seller, product, "1", "10");
        var contract = NativeCaller.rows(
                        admin.ov1("salesmanage/contract/billlist.asp", "refresh", Map.of("htbh", "HT-OPP")))
                .getFirst()
                .get(0)
                .stringValue("");

        assertThat(refusal(save(contract, second))).contains("chance").contains("成都物业");
        assertThat(refusal(save(contract, "999999"))).contains("chance");
        assertThat(save(contract, first).at("/header/status").intValue(-1)).isZero();

        assertThat(listed(admin, Map.of("datatype", "contract", "ord", contract)))
                .containsExactly(first);
        var contracts = "salesmanage/contract/billlist.asp";
        assertThat(NativeCaller.rows(admin.ov1(contracts, "refresh", Map.of("datatype", "chance", "ord", first))))
                .extracting(row -> row.get(0).stringValue(""))
                .containsExactly(contract);
        assertThat(NativeCaller.rows(admin.ov1(contracts, "refresh", Map.of("datatype", "chance", "ord", second))))
                .isEmpty();
        assertThat(refusal(admin.ov1(contracts, "refresh", Map.of("datatype", "chance", "ord", "999999"))))
                .contains("ord");
        var form = admin.ov1("salesmanage/contract/add.asp?edit=1", "", Map.of("ord", contract));
        assertThat(form.toString()).contains("\"id\":\"chance\"").contains("\"value\":" + first);
        assertThat(office.post(OFFICE + "edit", Map.of("id", first, "custid", elsewhere.value()))
                        .refusedFields())
                .containsExactly("custid");
        assertThat(save(contract, "0").at("/header/status").intValue(-1)).isZero();
        assertThat(listed(admin, Map.of("datatype", "contract", "ord", contract)))
                .isEmpty();
    }

    JsonNode save(String contract, String opportunity) {
        return admin.ov1(
                "salesmanage/contract/add.asp?apihelptype=save",
                "__sys_dosave",
                Map.of(
                        "ord",
                        contract,
                        "company",
                        Long.toString(customer.value()),
                        "title",
                        "供货合同",
                        "date3",
                        "2025-01-08",
                        "date1",
                        "2025-01-08",
                        "sort",
                        entry(DictionaryName.CONTRACT_CLASS, "产品销售"),
                        "bz",
                        entry(DictionaryName.CURRENCY, "人民币"),
                        "chance",
                        opportunity));
    }

    @Test
    void aClaimThatNeedsApprovalIsDecidedByAManager() {
        var settings = world.server().part(CustomerSettingsStore.class);
        settings.change(present -> present.withClaimApprovalRequired(true));
        try {
            var pooled = Long.toString(world.customer("客户池的客户", seller).value());
            admin.ov1("salesmanage/custom/takeback.asp", "", Map.of("ord", pooled));
            var applied =
                    caller("seller").ov1("salesmanage/custom/apply.asp", "", Map.of("ord", pooled, "intro", "原来的客户"));
            assertThat(applied.at("/body/message/text").stringValue("")).contains("等待审批");
            assertThat(refusal(caller("other").ov1("salesmanage/custom/apply.asp", "", Map.of("ord", pooled))))
                    .contains("ord")
                    .contains("等待审批");
            var waiting = quick("seller").post("/webapi/v3/office/customerapplication/list", Map.of("state", 1));
            assertThat(waiting.data().at("/list/0/custid").stringValue("")).isEqualTo(pooled);
            assertThat(waiting.data().at("/list/0/reason").stringValue("")).isEqualTo("原来的客户");
            assertThat(quick("other")
                            .post("/webapi/v3/office/customerapplication/list", Map.of())
                            .data()
                            .path("total")
                            .intValue(-1))
                    .isZero();

            var address = "salesmanage/custom/approve.asp";
            assertThat(refusal(
                            caller("seller").ov1(address + "?__msgid=onsave", "", Map.of("ord", pooled, "blset", "1"))))
                    .contains("无权");
            assertThat(refusal(admin.ov1(address + "?__msgid=onsave", "", Map.of("ord", pooled, "blset", "3"))))
                    .contains("blset");
            assertThat(refusal(admin.ov1(address + "?__msgid=onsave", "", Map.of("ord", pooled))))
                    .contains("blset");
            var approved = admin.ov1(address, "onsave", Map.of("ord", pooled, "blset", "1"));
            assertThat(approved.at("/body/message/text").stringValue("")).isEqualTo("客户审批成功，共 1 个客户");

            assertThat(NativeCaller.rows(
                            caller("seller").ov1("salesmanage/custom/list.asp", "refresh", Map.of("telord", pooled))))
                    .hasSize(1);
            assertThat(refusal(admin.ov1(address, "onsave", Map.of("ord", pooled, "blset", "1"))))
                    .contains("没有待审批的申请");
        } finally {
            settings.change(present -> present.withClaimApprovalRequired(false));
        }
    }
}
