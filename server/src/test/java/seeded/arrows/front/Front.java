package seeded.arrows.front;

/** Allowed to know the back, not to be known by it. */
public record Front(String name) {}
