package io.kehub.erp.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permissions that a caller needs for an address. Every address under {@code /api} declares them; one that does not is
 * closed to everyone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {

    /** All of these are required; an empty list admits every authenticated user. */
    Permission[] value();
}
