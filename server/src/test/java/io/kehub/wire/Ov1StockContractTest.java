package io.kehub.wire;

import io.kehub.wire.operation.type.DialectId;

class Ov1StockContractTest extends StockContract {

    @Override
    DialectId dialect() {
        return DialectId.OV1;
    }

    /** A list is sorted by its ids under this name. */
    @Override
    String productColumn() {
        return "id";
    }
}
