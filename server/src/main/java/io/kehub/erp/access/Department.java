package io.kehub.erp.access;

import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A department 部门.
 *
 * @param parent null at the top
 * @param details its editable data
 * @param fullPath the names from the top, with {@code /} between them
 * @param addedBy null for the one that ships with KeHub
 * @param addedAt null for that one
 */
public record Department(
        DepartmentId id,
        @Nullable DepartmentId parent,
        Details details,
        String fullPath,
        @Nullable UserId addedBy,
        @Nullable Instant addedAt) {

    /**
     * The editable data of a department.
     *
     * @param name 1 to 50 characters, unique among its siblings
     * @param priceStrategy 价格策略
     * @param importance 重要指数
     * @param function 部门职能
     * @param summary 部门概要
     * @param enabled false if disabled 停用
     */
    public record Details(
            String name,
            String shortName,
            boolean priceStrategy,
            int importance,
            String function,
            String summary,
            boolean enabled) {}
}
