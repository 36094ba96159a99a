package io.kehub.wire;

import io.kehub.wire.operation.DialectId;
import org.junit.jupiter.api.Test;

class V3StockContractTest extends StockContract {

    @Override
    DialectId dialect() {
        return DialectId.V3;
    }

    @Test
    @Override
    void aWarehouseIsSummedWithThePlacesInIt() {
        super.aWarehouseIsSummedWithThePlacesInIt();
    }
}
