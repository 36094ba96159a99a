/**
 * A real PostgreSQL as a child of the JVM: unpacked, initialised, started, watched and stopped. Uses the JDK, the JDBC
 * driver and the unpacking libraries only. Its error messages name the options {@code --home} and {@code --db-url} of
 * the program that embeds it.
 */
@NullMarked
package io.kehub.postgres;

import org.jspecify.annotations.NullMarked;
