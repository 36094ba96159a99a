package seeded.arrows.back;

import seeded.arrows.front.Front;

/** Violates: arrows between modules never turn back. */
public record Back(Front front) {}
