package seeded.arrows;

import org.springframework.modulith.Modulithic;

/** A program whose arrow from {@code back} turns back to {@code front}. */
@Modulithic
public class Program {}
