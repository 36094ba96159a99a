package io.kehub.erp.customer;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;

/** Translates constraint violations of customers to problems with domain field names. */
final class CustomerConstraints {

    private static final String BY_RULE = "（管理员设置了查重规则：%s不能重复）";

    /** Runs a statement that writes customers. */
    static void refusing(Runnable write) {
        try {
            write.run();
        } catch (DataIntegrityViolationException violation) {
            throw refusal(violation);
        }
    }

    static RuntimeException refusal(DataIntegrityViolationException violation) {
        return switch (Violation.constraint(violation)) {
            case "customer_k_code_is_unique" -> taken("kCode", "这个 K 编码已属于另一个客户", "尚未使用的 K 编码，或留空");
            case "customer_number_is_unique" -> taken("number", "这个客户编号已属于另一个客户", "尚未使用的客户编号，或留空");
            case "customer_name_is_unique" ->
                taken("name", "已有同名的客户" + BY_RULE.formatted("客户名称"), "与已有客户不同的名称，不计大小写、全半角和空格");
            case "customer_phone_is_unique" ->
                taken("phone", "这个电话已属于另一个客户" + BY_RULE.formatted("电话"), "其他客户未使用的电话，不计空格、横线和 +86");
            case "customer_mobile_is_unique" ->
                taken("mobile", "这个手机号已属于另一个客户" + BY_RULE.formatted("手机"), "其他客户未使用的手机号，不计空格、横线和 +86");
            case "customer_owner_is_a_user" ->
                new ProblemException(Problem.Invalid.field("owner", "没有这个用户，不能作为负责人", "现有用户的编号"));
            default -> violation;
        };
    }

    private static ProblemException taken(String field, String message, String allowed) {
        return new ProblemException(Problem.Conflict.field(field, message, allowed));
    }

    private CustomerConstraints() {}
}
