package io.kehub.sample;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Adds the opportunities of the sample firm, in every stage and state; the last ones wait for approval. */
final class SampleOpportunities {

    static final String CAPTION = "项目 / Opportunities";
    static final String LIST = "office/opportunity/list";
    static final int OPPORTUNITIES = 18;
    static final int PENDING = 2;
    static final List<String> STAGES = List.of("初步沟通", "需求确认", "方案报价", "商务谈判", "合同签订");
    static final List<String> STATES = List.of("跟踪中", "已成交", "已失败", "已搁置");

    private static final List<String> SOURCES = List.of("老客户", "客户介绍", "网络", "展会", "招标", "其他");
    private static final List<String> CATEGORIES = List.of("产品销售", "工程项目", "技术服务");
    private static final List<String> TITLES = List.of("快充站建设", "小区充电桩改造", "园区充电运维", "公交场站充电");
    private static final String SETTINGS = "admin/erp-settings";

    private final ErpOverHttp erp;
    private final SampleFirm firm;
    private final Steps steps;

    SampleOpportunities(ErpOverHttp erp, SampleFirm firm, Steps steps) {
        this.erp = erp;
        this.firm = firm;
        this.steps = steps;
    }

    /**
     * Adds the missing opportunities; the number of each is its key. {@link Sample} switches the approval off before, in case a
     * run stopped in between.
     *
     * @param customers their ids by name
     * @param users their ids by login
     */
    void add(Map<String, String> customers, Map<String, String> users) {
        var known = erp.rows(LIST).stream().map(row -> row.text("code")).toList();
        steps.eachMissing(
                CAPTION,
                codes(),
                code -> code,
                known::contains,
                known.size(),
                code -> add(codes().indexOf(code), customers, users));
        erp.put(SETTINGS, Map.of("opportunity_approval_required", false));
    }

    private void add(int index, Map<String, String> customers, Map<String, String> users) {
        if (isPending(index)) {
            erp.put(SETTINGS, Map.of("opportunity_approval_required", true));
        }
        erp.quick("office/opportunity/add", body(index, customers, users));
    }

    /** The numbers of all opportunities, in the order in which they are added. */
    static List<String> codes() {
        return IntStream.range(0, OPPORTUNITIES)
                .mapToObj(SampleOpportunities::code)
                .toList();
    }

    private static boolean isPending(int index) {
        return index >= OPPORTUNITIES - PENDING;
    }

    private static String code(int index) {
        return "XM-2025-%03d".formatted(index + 1);
    }

    /** Each stage occurs in each state. */
    private Map<String, Object> body(int index, Map<String, String> customers, Map<String, String> users) {
        var customer = firm.customers().get(20 + index * 7);
        var owner = SampleFirm.SALESPEOPLE.get(customer.owner()).login();
        return Map.ofEntries(
                Map.entry("code", code(index)),
                Map.entry(
                        "title", "%s（第 %d 期）".formatted(TITLES.get(index % TITLES.size()), 1 + index / TITLES.size())),
                Map.entry("custid", Steps.required(customers, customer.name())),
                Map.entry("charge", Steps.required(users, owner)),
                Map.entry("stage", STAGES.get(index % STAGES.size())),
                Map.entry("status", isPending(index) ? STATES.getFirst() : STATES.get(index / STAGES.size())),
                Map.entry("source", SOURCES.get(index % SOURCES.size())),
                Map.entry("sort", CATEGORIES.get(index % CATEGORIES.size())),
                Map.entry("money", "%d.00".formatted(50_000 + index * 12_500)),
                Map.entry("founddate", "2025-%02d-10".formatted(1 + index % 9)),
                Map.entry("expectdate", "2025-%02d-28".formatted(4 + index % 9)));
    }
}
