package seeded.house.postgres;

import seeded.house.kernel.DependsOnSpring;

/** Violates: the embedded PostgreSQL imports nothing of ours. */
public final class DependsOnKernel {

    private DependsOnKernel() {}

    public static boolean isUnnamed(String home) {
        return DependsOnSpring.blank(home);
    }
}
