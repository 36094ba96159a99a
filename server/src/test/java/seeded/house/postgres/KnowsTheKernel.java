package seeded.house.postgres;

import seeded.house.kernel.KnowsSpring;

/** Violates: the embedded PostgreSQL imports nothing of ours. */
public final class KnowsTheKernel {

    private KnowsTheKernel() {}

    public static boolean isUnnamed(String home) {
        return KnowsSpring.blank(home);
    }
}
