package io.kehub.client;

import java.util.Map;

/** A customer as the ERP answered it: wire name to value as text. */
public record ErpCustomer(String id, Map<String, String> fields) {}
