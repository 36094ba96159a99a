package io.kehub.client;

import java.util.Map;

/** A customer to be added: wire name to value, in the order in which it was built. */
public record CustomerDraft(Map<String, String> fields) {}
