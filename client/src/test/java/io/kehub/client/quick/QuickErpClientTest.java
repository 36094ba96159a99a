package io.kehub.client.quick;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.CustomerStatus;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClientContract;
import java.time.LocalDate;

class QuickErpClientTest extends ErpClientContract {

    @Override
    protected Dialect dialect() {
        return Dialect.QUICK;
    }

    @Override
    protected Customer newCustomer() {
        return Customer.named("张三公司", CustomerKind.COMPANY)
                .set(CustomerField.SHORT_NAME, "张三")
                .set(CustomerField.SOURCE, "微信")
                .set(CustomerField.PHONE, "")
                .set(CustomerField.REMARK, "K编码: K12, 置信度: 85")
                .set(CustomerField.K_CODE, "K12")
                .build();
    }

    @Override
    protected Customer expectedDetail() {
        return newCustomer().toBuilder()
                .set(CustomerField.STATUS, CustomerStatus.REVIEWED.key())
                .set(CustomerField.PROTECTED, "true")
                .set(CustomerField.OWNER_ID, "1001")
                .set(CustomerField.OWNER_NAME, "李销售")
                .set(CustomerField.POSTCODE, "400000")
                .set(CustomerField.ADDED_AT, "2025-01-01 10:00:00")
                .customField("field1", "重点")
                .build();
    }

    @Override
    protected CustomerQuery listQuery() {
        return CustomerQuery.keyword("张三")
                .withKind(CustomerKind.COMPANY)
                .withSource("微信")
                .withOwner("1001")
                .addedBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31))
                .withStatus(CustomerStatus.REVIEWED);
    }
}
