package seeded.house.kernel;

import org.springframework.util.StringUtils;

/** Violates: the kernel knows the JDK only. */
public final class DependsOnSpring {

    private DependsOnSpring() {}

    public static boolean blank(String text) {
        return !StringUtils.hasText(text);
    }
}
