package io.kehub.wire.operation.type;

import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of dictionary entries that the ERP's documents print. Clients contain them as constants. Such an id stands for the
 * entry with the documented text, unless the dictionary has an entry with the id itself.
 */
final class DocumentedIds {

    private static final Map<DictionaryName, Map<Long, String>> TEXTS = Map.ofEntries(
            Map.entry(
                    DictionaryName.CUSTOMER_SOURCE,
                    Map.of(171L, "网站注册", 172L, "朋友介绍", 173L, "陌生开发", 174L, "广告宣传", 977L, "VIP")),
            Map.entry(
                    DictionaryName.CUSTOMER_VALUE, Map.of(175L, "很高", 289L, "较高", 176L, "一般", 177L, "较低", 290L, "很低")),
            Map.entry(DictionaryName.TRADE, Map.of(137L, "银行", 139L, "印刷", 966L, "防水头", 967L, "交流接触器", 968L, "电表")),
            Map.entry(DictionaryName.FOLLOW_UP_WAY, Map.of(481L, "电话", 482L, "邮件", 483L, "上门", 484L, "其他")),
            Map.entry(DictionaryName.FOLLOW_UP_TEMPLATE, Map.of(107L, "电话无人接听", 108L, "现在还没考虑", 120L, "正在考虑中")),
            Map.entry(DictionaryName.CONTRACT_CLASS, Map.of(192L, "产品销售", 193L, "商务服务", 194L, "代理分销", 985L, "技术服务")),
            Map.entry(
                    DictionaryName.CONTRACT_STATE, Map.of(195L, "生效执行中", 196L, "执行完毕", 197L, "意外终止", 354L, "需要开电子发票")),
            // observed: sent by clients, not documented
            Map.entry(DictionaryName.CURRENCY, Map.of(14L, "人民币")),
            Map.entry(DictionaryName.PACKAGING, Map.of(331L, "纸箱包装", 332L, "塑料瓶装", 361L, "真空包装")),
            Map.entry(
                    DictionaryName.POSITION,
                    Map.of(
                            473L, "总经理", 474L, "董事长", 475L, "总裁", 476L, "经理", 477L, "主管", 478L, "总经理助理", 891L, "代表",
                            939L, "客服")));

    private DocumentedIds() {}

    /** The entry that an id of a request stands for; empty if there is none. */
    static Optional<Entry> entry(DictionaryName dictionary, long id, List<Entry> entries) {
        var documented = TEXTS.getOrDefault(dictionary, Map.of()).get(id);
        return entries.stream()
                .filter(entry -> entry.id() == id)
                .findFirst()
                .or(() -> documented == null
                        ? Optional.empty()
                        : entries.stream()
                                .filter(entry -> Text.key(entry.text()).equals(Text.key(documented)))
                                .findFirst());
    }
}
