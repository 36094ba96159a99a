package seeded.house.stray;

/** Has 11 components, one more than a record may have. */
record LargeRecord(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {}
