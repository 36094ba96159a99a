package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A field is called the same on every page: one caption per wire name, meaning and subject. */
class CaptionsTest {

    /**
     * Fields with several captions. In ov1 and v3 the ERP's documentation itself calls each of these by several names, which
     * clients show. In the quick dialect one name belongs to several kinds of records within a subject, such as the contract,
     * the stock-out and the settlement. The list only becomes shorter.
     */
    private static final String EXCEPTIONS = """
            ov1 | 产品管理 | id | ord = 产品ID、数据唯一标识
            ov1 | 合同管理 | customer | company = 关联客户、客户ID、客户ID值
            ov1 | 合同管理 | quantity | num1 = 产品数量、数量
            ov1 | 客户管理 | customer | company = 关联客户、客户ID
            quick | 产品管理 | id | id = 产品ID、产品分类ID
            quick | 产品管理 | name | name = 产品名称、分类名称
            quick | 合同管理 | amount | money = 优惠后总额、金额、金额，负数为冲回
            quick | 合同管理 | category | sort = 合同分类、类别
            quick | 合同管理 | id | id = 单据ID、合同ID、记录ID
            quick | 合同管理 | lines | lines = 产品明细、合同明细、明细，不填为全部待申请数量
            quick | 合同管理 | lines.quantity | num = 数量、数量，不填为全部待申请数量
            quick | 合同管理 | number | code = 单号、单据编号、合同编号
            quick | 合同管理 | state | status = 合同状态、状态、终止后的合同状态
            quick | 合同管理 | title | title = 主题、合同名称
            quick | 客户管理 | id | id = 客户ID、申请ID
            quick | 库存查看 | code | code = 产品编号、条码
            quick | 盘点管理 | lines.quantity | num = 数量、盈亏数量
            v3 | 入库管理 | lines | KuinList = 产品明细、入库明细
            v3 | 入库管理 | lines.price | Price1 = 单价、成本单价
            v3 | 入库管理 | opinion | Intro2 = 审批意见、库管意见
            v3 | 入库管理 | title | Title = 主题、入库主题
            v3 | 出库管理 | opinion | Intro2 = 审批意见、库管意见
            v3 | 库存查看 | fullPath | FullPath = 仓库对应全路径、树形全路径""";

    private final Map<String, TreeSet<String>> captions = new TreeMap<>();

    @Test
    void aFieldHasOneCaptionOnAllPages() {
        try (var server = KeHubServer.start()) {
            for (var operation : server.part(Catalog.class).operations()) {
                operation.dialects().forEach(dialect -> {
                    parameters(operation, dialect, operation.parametersIn(dialect), "");
                    answers(
                            operation,
                            dialect,
                            operation.answer(dialect).map(Answer::described).orElse(List.of()),
                            "");
                });
            }
        }
        var several = captions.entrySet().stream()
                .filter(field -> field.getValue().size() > 1)
                .map(field -> field.getKey() + " = " + String.join("、", field.getValue()))
                .toList();

        assertThat(several).containsExactlyElementsOf(EXCEPTIONS.lines().toList());
    }

    private void parameters(Operation<?> operation, DialectId dialect, List<Parameter<?>> all, String within) {
        for (var parameter : all) {
            parameter.in(dialect).ifPresent(form -> {
                if (form.type().rejection().isEmpty()) {
                    add(operation, dialect, within, form.wireName(), parameter.name(), parameter.caption(dialect));
                }
                if (form.type() instanceof ListType<?> rows) {
                    parameters(operation, dialect, rows.columns(), within + parameter.name() + ".");
                }
            });
        }
    }

    private void answers(Operation<?> operation, DialectId dialect, List<Answer.Described> all, String within) {
        for (var field : all) {
            add(operation, dialect, within, field.wireName(), field.name(), field.caption());
            answers(operation, dialect, field.parts(), within + field.name() + ".");
        }
    }

    private void add(
            Operation<?> operation, DialectId dialect, String within, String wireName, String name, String caption) {
        var key = String.join(
                " | ",
                dialect.id(),
                operation.navigation().get(operation.navigation().size() > 1 ? 1 : 0),
                within + name,
                wireName);
        captions.computeIfAbsent(key, each -> new TreeSet<>()).add(caption);
    }
}
