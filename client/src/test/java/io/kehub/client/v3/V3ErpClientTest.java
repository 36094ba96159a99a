package io.kehub.client.v3;

import io.kehub.client.Customer;
import io.kehub.client.Dialect;
import io.kehub.client.NativeErpClientContract;

class V3ErpClientTest extends NativeErpClientContract {

    @Override
    protected Dialect dialect() {
        return Dialect.V3;
    }

    @Override
    protected Customer newCustomer() {
        return super.newCustomer().toBuilder().customField("sort1", "初步接触").build();
    }

    @Override
    protected Customer expectedDetail() {
        var detail = Customer.builder().id("");
        var expected = super.expectedDetail();
        expected.fields().forEach(detail::set);
        // read as ov1 does, which shows no progress
        expected.customFields().forEach((name, text) -> {
            if (!name.equals("sort1")) {
                detail.customField(name, text);
            }
        });
        return detail.build();
    }
}
