package io.kehub.api.web;

/** A request body whose fields are optional; at least one must be given. */
public interface ChangeBody {}
