package io.kehub.wire.contract;

import io.kehub.erp.contract.Contract;
import io.kehub.kernel.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract with the names of its users.
 *
 * @param decider the user of the last decision; null if there is none
 */
record ContractRow(
        Contract contract,
        Map<UserId, String> names,
        @Nullable UserId decider) {

    String owner() {
        return names.getOrDefault(contract.owner(), "");
    }

    String addedBy() {
        return names.getOrDefault(contract.addedBy(), "");
    }

    String approver() {
        return decider == null ? "" : names.getOrDefault(decider, "");
    }
}
