/** Load runs: how fast the program answers, told as a ratio to what pgbench gets from the same database. */
@NullMarked
package io.kehub.bench;

import org.jspecify.annotations.NullMarked;
