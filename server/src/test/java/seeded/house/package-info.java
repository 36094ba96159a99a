@NullMarked
package seeded.house;

import org.jspecify.annotations.NullMarked;
