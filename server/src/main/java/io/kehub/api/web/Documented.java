package io.kehub.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says about an address of the REST that its method does not say itself. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Documented {

    /** How {@code data} holds the answer. */
    enum Data {
        /** One record. */
        RECORD,
        /** {@code {"list": […]}}. */
        LISTED,
        /** {@code {"list": […], "next": "…"}}, see {@link KeysetPage}. */
        PAGE,
        /** The records alone. */
        ARRAY,
        /** Numbers by the values of the enum. */
        COUNTS,
        /** {@code null}. */
        NOTHING
    }

    /** What the address does, in Chinese. */
    String value();

    /** The type of the records of the answer. */
    Class<?> answer() default Void.class;

    Data data() default Data.RECORD;

    /** Whether it makes a record, so that the status is 201. */
    boolean creates() default false;

    /** A request body that is accepted; empty if there is none. */
    String example() default "";
}
