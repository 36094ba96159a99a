package io.kehub.kernel;

/**
 * What is wrong with one field of a request.
 *
 * @param field the domain's name of the field, such as {@code shortName}; a dialect shows its own wire name for it
 * @param message what was wrong, in Chinese
 * @param allowed what is allowed instead, in Chinese; empty where the message says all
 */
public record FieldError(String field, String message, String allowed) {}
