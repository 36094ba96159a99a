package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer 客户 as it is stored.
 *
 * @param owner the user in charge 负责人
 * @param addedAt when it was added, by the server's clock
 * @param lastFollowedUpAt when it was last followed up 最后跟进时间; null before the first follow-up
 * @param reviewed 已审核, or still waiting for review
 * @param isProtected 是否保护: kept out of the public pool
 */
public record Customer(
        CustomerId id,
        CustomerDetails details,
        UserId owner,
        Instant addedAt,
        @Nullable Instant lastFollowedUpAt,
        boolean reviewed,
        boolean isProtected) {}
