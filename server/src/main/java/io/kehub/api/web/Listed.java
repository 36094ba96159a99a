package io.kehub.api.web;

import java.util.List;

/** A list that is answered whole. */
public record Listed<T>(List<T> list) {}
