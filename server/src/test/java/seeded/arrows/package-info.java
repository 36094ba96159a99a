@NullMarked
package seeded.arrows;

import org.jspecify.annotations.NullMarked;
