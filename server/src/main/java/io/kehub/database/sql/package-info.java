/** Building of SQL: templates, conditions with bound values, pages. Values of callers are always bound parameters. */
@NamedInterface("sql")
@NullMarked
package io.kehub.database.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
