package io.kehub.api.web;

/** The id of a record in a path. A type of its own, because Spring reads a {@code Long} in ways that no id is written. */
public record RecordId(long value) {}
