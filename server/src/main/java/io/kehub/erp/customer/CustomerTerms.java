package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the native lists ask for besides {@link CustomerFilter}. Empty and null mean all; texts are compared folded.
 *
 * @param name part of the name
 * @param numberStart beginning of the customer number
 * @param phone part of phone or mobile
 * @param address part of the address
 * @param remark part of the remark
 * @param level the class 客户分类
 * @param industry the trade 客户行业
 * @param region the area 客户区域
 * @param value the value 价值评估
 * @param shielded protected or not
 * @param ids these customers only; empty means all
 */
public record CustomerTerms(
        String name,
        String numberStart,
        String phone,
        String address,
        String remark,
        @Nullable String level,
        @Nullable String industry,
        @Nullable String region,
        @Nullable String value,
        @Nullable Boolean shielded,
        List<CustomerId> ids) {

    public static final CustomerTerms NONE =
            new CustomerTerms("", "", "", "", "", null, null, null, null, null, List.of());

    public CustomerTerms {
        ids = List.copyOf(ids);
    }
}
