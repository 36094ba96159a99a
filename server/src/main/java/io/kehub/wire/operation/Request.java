package io.kehub.wire.operation;

import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What a caller asks for, decoded and checked. */
public sealed interface Request {

    /** 登录. The password is in clear and never printed. */
    record SignIn(String login, String password) implements Request {
        @Override
        public String toString() {
            return "SignIn[login=" + login + "]";
        }
    }

    /** 退出登录: ends the session that the call came with. */
    record SignOut() implements Request {}

    /** 获取客户列表. */
    record ListCustomers(CustomerFilter filter, PageRequest page) implements Request {}

    /**
     * 添加客户.
     *
     * @param owner who will be in charge; null means the caller
     */
    record AddCustomer(CustomerDetails details, @Nullable UserId owner) implements Request {}

    /** 获取客户详情. */
    record ReadCustomer(CustomerId id) implements Request {}
}
