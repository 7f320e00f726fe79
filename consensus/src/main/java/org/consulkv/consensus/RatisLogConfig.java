package org.consulkv.consensus;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.consulkv.consensus.rpc.RpcLimits;
import org.consulkv.consensus.rpc.RpcTls;
import org.consulkv.runtime.LogStatus.Peer;

/// How one server keeps and replicates its log.
///
/// @param id this server's node id; it must stay the same as long as the directory does
/// @param bind where to listen for other servers, with Consul's `server` port
/// @param directory the log and its snapshots are kept here; created when missing
/// @param initialMembers the first configuration of a new log: this server alone to start a cluster
///   of one, empty to wait until a cluster takes this server in. Ignored once the directory holds a
///   log.
/// @param fsync false acknowledges before the disk has the entry: a crash of the machine then loses
///   acknowledged commands
/// @param raftMultiplier `performance.raft_multiplier`, 1 to 10: how patient elections are
/// @param snapshots asked whenever it matters
/// @param tls encryption of what servers say to each other, asked for every connection; empty for
///   none
/// @param rpc bounds of connections from other agents
public record RatisLogConfig(
    String id,
    InetSocketAddress bind,
    Path directory,
    List<Peer> initialMembers,
    boolean fsync,
    int raftMultiplier,
    Supplier<Snapshots> snapshots,
    LogLimits limits,
    Supplier<Optional<RpcTls>> tls,
    RpcLimits rpc) {

  /// When a snapshot is due, and what is kept of the log behind it.
  ///
  /// @param threshold `raft_snapshot_threshold`: commands applied since the last snapshot
  /// @param interval `raft_snapshot_interval`: how often the threshold is looked at
  /// @param trailingLogs `raft_trailing_logs`: entries kept behind the snapshot, for followers that
  ///   lag
  public record Snapshots(long threshold, Duration interval, long trailingLogs) {
    /// Consul's defaults.
    public static final Snapshots DEFAULT = new Snapshots(16_384, Duration.ofSeconds(30), 10_240);

    public Snapshots {
      if (threshold <= 0 || !interval.isPositive() || trailingLogs < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "threshold %d, interval %s, trailing logs %d",
                threshold,
                interval,
                trailingLogs));
      }
    }
  }

  public RatisLogConfig {
    initialMembers = List.copyOf(initialMembers);
    if (raftMultiplier < 1 || raftMultiplier > 10) {
      throw new IllegalArgumentException(
          "performance.raft_multiplier must be from 1 to 10, not " + raftMultiplier);
    }
  }

  /// A server that starts a cluster of its own, with fsync and the default limits.
  ///
  /// @param advertise how other servers reach this one, as `10.0.0.1:8300`
  public static RatisLogConfig alone(
      String id, InetSocketAddress bind, String advertise, Path directory) {
    return new RatisLogConfig(
        id,
        bind,
        directory,
        List.of(new Peer(id, advertise, true)),
        true,
        5,
        () -> Snapshots.DEFAULT,
        LogLimits.DEFAULT,
        Optional::empty,
        RpcLimits.DEFAULT);
  }

  public RatisLogConfig withSnapshots(Snapshots changed) {
    return withSnapshots(() -> changed);
  }

  RatisLogConfig withSnapshots(Supplier<Snapshots> changed) {
    return new RatisLogConfig(
        id, bind, directory, initialMembers, fsync, raftMultiplier, changed, limits, tls, rpc);
  }

  public RatisLogConfig withLimits(LogLimits changed) {
    return new RatisLogConfig(
        id, bind, directory, initialMembers, fsync, raftMultiplier, snapshots, changed, tls, rpc);
  }

  public RatisLogConfig withInitialMembers(List<Peer> changed) {
    return new RatisLogConfig(
        id, bind, directory, changed, fsync, raftMultiplier, snapshots, limits, tls, rpc);
  }

  public RatisLogConfig withRaftMultiplier(int changed) {
    return new RatisLogConfig(
        id, bind, directory, initialMembers, fsync, changed, snapshots, limits, tls, rpc);
  }

  /// Whether a new log would have no other voter than this server.
  boolean startsAlone() {
    return initialMembers.stream().filter(Peer::voter).map(Peer::id).toList().equals(List.of(id));
  }
}
