@NullMarked
package seeded.house.stray;

import org.jspecify.annotations.NullMarked;
