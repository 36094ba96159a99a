package io.kehub.wire;

import io.kehub.wire.operation.type.DialectId;
import org.junit.jupiter.api.Test;

class QuickStockContractTest extends StockContract {

    @Override
    DialectId dialect() {
        return DialectId.QUICK;
    }

    @Test
    @Override
    void theStockOfAWarehouseIncludesItsBins() {
        super.theStockOfAWarehouseIncludesItsBins();
    }
}
