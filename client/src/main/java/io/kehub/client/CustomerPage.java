package io.kehub.client;

import java.util.List;

public record CustomerPage(List<ErpCustomer> customers, long total, int pageIndex, int pageSize) {}
