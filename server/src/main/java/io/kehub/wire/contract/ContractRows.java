package io.kehub.wire.contract;

import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.Contracts;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.List;

/** Loads the users shown with contracts. */
final class ContractRows {

    private final Contracts contracts;
    private final Users users;

    ContractRows(Contracts contracts, Users users) {
        this.contracts = contracts;
        this.users = users;
    }

    /** The rows of these contracts, in the same order. */
    List<ContractRow> rows(List<Contract> found) {
        var deciders = contracts.deciders(found.stream().map(Contract::id).toList());
        var userIds = new HashSet<UserId>(deciders.values());
        found.forEach(contract -> {
            userIds.add(contract.owner());
            userIds.add(contract.addedBy());
        });
        var names = users.names(userIds);
        return found.stream()
                .map(contract -> new ContractRow(contract, names, deciders.get(contract.id())))
                .toList();
    }
}
