package org.consulkv.faults;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.consulkv.faults.cluster.Change;
import org.consulkv.faults.cluster.Fault;

/// How far the proofs go: `-Dfaults=long` goes as far as is worth waiting for, the default as far
/// as every build can afford. `-Dfaults.kills`, `-Dfaults.failovers` and `-Dfaults.seed` set one
/// number alone, `-Dfaults.agent=true` lets a client agent take part or not,
/// `-Dfaults.cell=LEADER_KILLED,RING` (with `-Dfaults.servers=5`, `-Dfaults.short_logs=true`) is
/// one cluster these happen to, and `-Dfaults.change=LEAVE,LOSS` one change of members under one
/// fault.
///
/// @param failovers how often a leader is lost to measure the time until writes succeed
/// @param losses in which ways
/// @param faultFrom the least time a fault of a cluster lasts
/// @param faultTo the most
/// @param upheavals of clusters whose members change
/// @param clientAgent whether an agent that is no server takes part
record Extent(
    int kills,
    int watchers,
    int failovers,
    List<Fault> losses,
    Duration faultFrom,
    Duration faultTo,
    List<Cell> cells,
    List<Upheaval> upheavals,
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
                      Fault.ALL_KILLED),
                  false)),
          List.of(new Upheaval(1, 3, Change.JOIN, Fault.LEADER_KILLED)),
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
          everyUpheaval(),
          true,
          1);

  /// A cluster, and what happens to it, one after the other.
  ///
  /// @param shortLogs whether servers keep so little of the log that who was away gets a snapshot
  record Cell(int servers, List<Fault> faults, boolean shortLogs) {}

  /// A cluster whose members change while a fault lasts.
  ///
  /// @param number decides what happens when
  record Upheaval(int number, int servers, Change change, Fault fault) {}

  static Extent ofThisRun() {
    Extent base = "long".equals(System.getProperty("faults")) ? LONG : SHORT;
    String cell = System.getProperty("faults.cell", "");
    String change = System.getProperty("faults.change", "");
    return new Extent(
        Integer.getInteger("faults.kills", base.kills()),
        base.watchers(),
        Integer.getInteger("faults.failovers", base.failovers()),
        base.losses(),
        base.faultFrom(),
        base.faultTo(),
        cell.isEmpty() ? base.cells() : List.of(named(cell)),
        change.isEmpty() ? base.upheavals() : times(3, changeNamed(change)),
        Boolean.parseBoolean(System.getProperty("faults.agent", "" + base.clientAgent())),
        Long.getLong("faults.seed", base.seed()));
  }

  private static Cell named(String faults) {
    return new Cell(
        Integer.getInteger("faults.servers", 3),
        Stream.of(faults.split(",", -1)).map(Fault::valueOf).toList(),
        Boolean.getBoolean("faults.short_logs"));
  }

  private static Upheaval changeNamed(String changeAndFault) {
    String[] names = changeAndFault.split(",", 2);
    return new Upheaval(
        1,
        Integer.getInteger("faults.servers", 3),
        Change.valueOf(names[0]),
        Fault.valueOf(names[1]));
  }

  /// The same at so many different moments.
  private static List<Upheaval> times(int times, Upheaval of) {
    return IntStream.rangeClosed(1, times)
        .mapToObj(number -> new Upheaval(number, of.servers(), of.change(), of.fault()))
        .toList();
  }

  /// With servers enough for a majority of what is left, but where the leader is killed after a
  /// follower, and comes back.
  private static List<Upheaval> everyUpheaval() {
    return Stream.of(
            new Upheaval(1, 3, Change.JOIN, Fault.LEADER_KILLED),
            new Upheaval(1, 3, Change.JOIN, Fault.LEADER_CUT_OFF),
            new Upheaval(1, 3, Change.JOIN, Fault.LEADER_STOPPED),
            new Upheaval(1, 3, Change.JOIN, Fault.LOSS),
            new Upheaval(1, 3, Change.JOIN_INTERRUPTED, Fault.DELAY),
            new Upheaval(1, 3, Change.JOIN_INTERRUPTED, Fault.LEADER_KILLED),
            new Upheaval(1, 3, Change.LEAVE, Fault.LOSS),
            new Upheaval(1, 4, Change.LEAVE, Fault.FOLLOWER_STOPPED),
            new Upheaval(1, 3, Change.REMOVE, Fault.LOSS),
            new Upheaval(1, 5, Change.REMOVE, Fault.FOLLOWER_STOPPED),
            new Upheaval(1, 3, Change.REPLACE, Fault.LOSS),
            new Upheaval(1, 3, Change.REPLACE, Fault.LEADER_KILLED))
        .flatMap(upheaval -> times(3, upheaval).stream())
        .toList();
  }

  /// Each fault three times by itself, and all together, for three servers and for five; and all
  /// that keep a server away with logs that are short.
  private static List<Cell> everyCell() {
    List<Fault> all = List.of(Fault.values());
    return IntStream.of(3, 5)
        .boxed()
        .flatMap(servers ->
            Stream.concat(
                all.stream().map(fault -> new Cell(servers, List.of(fault, fault, fault), false)),
                Stream.of(
                    new Cell(servers, all, false),
                    new Cell(
                        servers,
                        List.of(
                            Fault.LEADER_KILLED,
                            Fault.FOLLOWER_KILLED,
                            Fault.LEADER_CUT_OFF,
                            Fault.FOLLOWER_CUT_OFF,
                            Fault.LEADER_STOPPED,
                            Fault.FOLLOWER_STOPPED,
                            Fault.LOSS,
                            Fault.ALL_KILLED),
                        true))))
        .toList();
  }
}
