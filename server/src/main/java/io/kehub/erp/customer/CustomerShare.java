package io.kehub.erp.customer;

import io.kehub.kernel.UserId;
import java.util.Set;

/**
 * The users with whom a customer is shared, in addition to those who see its owner's customers, and what they see of it.
 *
 * @param everyone whether all users see it; then {@code users} is ignored
 * @param users who sees it
 * @param persons whether its persons 联系人 are shown too
 * @param followUps whether its follow-ups 洽谈进展 are
 * @param projects whether its projects 项目 are
 * @param contracts whether its contracts 合同 are
 */
public record CustomerShare(
        boolean everyone, Set<UserId> users, boolean persons, boolean followUps, boolean projects, boolean contracts) {
    public CustomerShare {
        users = Set.copyOf(users);
    }
}
