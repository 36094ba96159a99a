package io.kehub.client.quick;

import io.kehub.client.Dialect;
import io.kehub.client.ErpClientContract;

class QuickErpClientTest extends ErpClientContract {

    @Override
    protected Dialect dialect() {
        return Dialect.QUICK;
    }
}
