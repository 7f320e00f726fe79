package org.consulkv.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.consulkv.faults.cluster.Fault;

/// How far the proofs go: `-Dfaults=long` goes as far as is worth waiting for, the default as far
/// as every build can afford. `-Dfaults.kills` and `-Dfaults.seed` set one number alone,
/// `-Dfaults.cell=LEADER_KILLED,RING` (with `-Dfaults.servers=5`) is one cluster these happen to.
///
/// @param failovers how often a leader is lost to measure the time until writes succeed
/// @param losses in which ways
/// @param faultFrom the least time a fault of a cluster lasts
/// @param faultTo the most
/// @param clientAgent whether an agent that is no server takes part
record Extent(
    int kills,
    int watchers,
    int failovers,
    List<Fault> losses,
    Duration faultFrom,
    Duration faultTo,
    List<Cell> cells,
    boolean clientAgent,
    long seed) {
  private static final Extent SHORT =
      new Extent(
          5,
          150,
          3,
          List.of(Fault.LEADER_KILLED),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          List.of(
              new Cell(
                  3,
                  List.of(
                      Fault.LEADER_KILLED,
                      Fault.LEADER_CUT_OFF,
                      Fault.LEADER_DEAF,
                      Fault.LEADER_STOPPED,
                      Fault.RING,
                      Fault.LOSS,
                      Fault.ALL_KILLED))),
          false,
          1);
  private static final Extent LONG =
      new Extent(
          50,
          1_000,
          15,
          List.of(
              Fault.LEADER_KILLED, Fault.LEADER_DEAF, Fault.LEADER_CUT_OFF, Fault.LEADER_STOPPED),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          everyCell(),
          false,
          1);

  /// A cluster, and what happens to it, one after the other.
  record Cell(int servers, List<Fault> faults) {}

  static Extent ofThisRun() {
    Extent base = "long".equals(System.getProperty("faults")) ? LONG : SHORT;
    String cell = System.getProperty("faults.cell", "");
    return new Extent(
        Integer.getInteger("faults.kills", base.kills()),
        base.watchers(),
        Integer.getInteger("faults.failovers", base.failovers()),
        base.losses(),
        base.faultFrom(),
        base.faultTo(),
        cell.isEmpty() ? base.cells() : List.of(named(cell)),
        base.clientAgent() || Boolean.getBoolean("faults.agent"),
        Long.getLong("faults.seed", base.seed()));
  }

  private static Cell named(String faults) {
    return new Cell(
        Integer.getInteger("faults.servers", 3),
        Stream.of(faults.split(",", -1)).map(Fault::valueOf).toList());
  }

  /// Each fault three times by itself, and all together, for three servers and for five.
  private static List<Cell> everyCell() {
    List<Fault> all = List.of(Fault.values());
    return IntStream.of(3, 5)
        .boxed()
        .flatMap(servers ->
            Stream.concat(
                all.stream().map(fault -> new Cell(servers, List.of(fault, fault, fault))),
                Stream.of(new Cell(servers, all))))
        .toList();
  }
}
