package seeded.house.stray;

/** Violates: every class belongs to a module. */
public record OfNoModule(String name) {}
