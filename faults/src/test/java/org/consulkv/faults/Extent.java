package org.consulkv.faults;

/// How far the proofs go: `-Dfaults=long` goes as far as is worth waiting for, the default as far
/// as every build can afford. `-Dfaults.kills` and `-Dfaults.seed` set one number alone.
record Extent(int kills, int watchers, long seed) {
  private static final Extent SHORT = new Extent(5, 150, 1);
  private static final Extent LONG = new Extent(50, 1_000, 1);

  static Extent ofThisRun() {
    Extent base = "long".equals(System.getProperty("faults")) ? LONG : SHORT;
    return new Extent(
        Integer.getInteger("faults.kills", base.kills()),
        base.watchers(),
        Long.getLong("faults.seed", base.seed()));
  }
}
