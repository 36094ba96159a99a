package io.kehub.wire;

import io.kehub.wire.operation.type.DialectId;

class QuickTradeContractTest extends TradeContract {

    @Override
    DialectId dialect() {
        return DialectId.QUICK;
    }
}
