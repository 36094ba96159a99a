package seeded.house;

/** Stands for the wiring in the root package, which no module may import. */
public final class Wiring {

    private Wiring() {}

    public static String name() {
        return "wiring";
    }
}
