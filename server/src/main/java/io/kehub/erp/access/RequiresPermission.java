package io.kehub.erp.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the role of a caller must allow at an address. Every address under {@code /api} declares it; one that does not is
 * closed to everyone.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {

    /** All of these are needed; none means that everyone who is signed in may use the address. */
    Permission[] value();
}
