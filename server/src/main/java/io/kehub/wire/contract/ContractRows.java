package io.kehub.wire.contract;

import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.Contracts;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.List;

/** Loads what lists show of contracts. */
final class ContractRows {

    private final Contracts contracts;
    private final Users users;

    ContractRows(Contracts contracts, Users users) {
        this.contracts = contracts;
        this.users = users;
    }

    /** The rows of contracts, in their order. */
    List<ContractRow> rows(List<Contract> found) {
        var deciders = contracts.deciders(found.stream().map(Contract::id).toList());
        var people = new HashSet<UserId>(deciders.values());
        found.forEach(contract -> {
            people.add(contract.owner());
            people.add(contract.addedBy());
        });
        var names = users.names(people);
        return found.stream()
                .map(contract -> new ContractRow(contract, names, deciders.get(contract.id())))
                .toList();
    }
}
