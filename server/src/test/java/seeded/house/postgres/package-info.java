@NullMarked
package seeded.house.postgres;

import org.jspecify.annotations.NullMarked;
