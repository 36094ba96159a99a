package io.kehub.client.ov1;

import io.kehub.client.Dialect;
import io.kehub.client.NativeErpClientContract;

class Ov1ErpClientTest extends NativeErpClientContract {

    @Override
    protected Dialect dialect() {
        return Dialect.OV1;
    }
}
