package org.consulkv.consensus;

import static org.apache.ratis.server.RaftServerConfigKeys.Log;
import static org.apache.ratis.server.RaftServerConfigKeys.Rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/// Every setting of Ratis 3.3.0 that this project depends on, with its reason. Check them again
/// when upgrading.
final class RatisSettings {
  private static final int MIB = 1 << 20;

  /// Space that the log takes at a time, so that most flushes need not change the file's size.
  static final int PREALLOCATED_BYTES = 4 * MIB;

  private static final TimeDuration NEVER = TimeDuration.valueOf(3650, TimeUnit.DAYS);

  private RatisSettings() {}

  /// @param alone true if no other server has a vote
  static RaftProperties of(RatisLogConfig config, boolean alone) {
    var properties = new RaftProperties();
    storage(properties, config);
    log(properties, config);
    elections(properties, config, alone);
    transport(properties);
    return properties;
  }

  private static void storage(RaftProperties properties, RatisLogConfig config) {
    RaftServerConfigKeys.setStorageDir(properties, List.of(config.directory().toFile()));
    // The default is below /tmp.
    RaftServerConfigKeys.setRemovedGroupsDir(
        properties, config.directory().resolve("removed").toFile());
    // Snapshots are taken by SnapshotKeeper, off the apply thread.
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
    // A sole voter's log may go as soon as the snapshot has it; followers that lag are what the
    // trailing entries are for, which RatisNode counts: how many they are may change.
    Log.setPurgeUptoSnapshotIndex(properties, true);
    // Purge whenever there is a snapshot: they are rare already.
    Log.setPurgeGap(properties, 1);
  }

  private static void log(RaftProperties properties, RatisLogConfig config) {
    int entryBytes = entryBytes(config.limits());
    Log.Appender.setBufferByteLimit(properties, SizeInBytes.valueOf(entryBytes));
    Log.setWriteBufferSize(properties, SizeInBytes.valueOf(entryBytes + 1024));
    Log.setPreallocatedSize(properties, SizeInBytes.valueOf(PREALLOCATED_BYTES));
    // Whole segments are purged, and open ones are cached: small ones keep disk and heap small.
    Log.setSegmentSizeMax(properties, SizeInBytes.valueOf(16 * MIB));
    Log.setSegmentCacheNumMax(properties, 2);
    Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf(32 * MIB));
    // An extra entry for every commit: the commit index is found again without it.
    Log.setLogMetadataEnabled(properties, false);
    // Never Log.setAsyncFlushEnabled: it acknowledges an entry whose flush failed.
    Log.setUnsafeFlushEnabled(properties, !config.fsync());
    // A damaged log must stop the node; LogFiles has cut a torn tail by then.
    Log.setCorruptionPolicy(properties, Log.CorruptionPolicy.EXCEPTION);
    // The outcome of a batch is kept for retries that never come: every call is made once.
    RaftServerConfigKeys.RetryCache.setExpiryTime(
        properties, TimeDuration.valueOf(1, TimeUnit.SECONDS));
  }

  private static void elections(RaftProperties properties, RatisLogConfig config, boolean alone) {
    int min = electionMillis(config.raftMultiplier());
    Rpc.setTimeoutMin(properties, millis(min));
    Rpc.setTimeoutMax(properties, millis(2 * min));
    // A sole voter has nobody to wait for.
    Rpc.setFirstElectionTimeoutMin(properties, millis(alone ? 5 : min));
    Rpc.setFirstElectionTimeoutMax(properties, millis(alone ? 10 : 2 * min));
    // A flush may take long; silence of the connection is noticed without it.
    Rpc.setRequestTimeout(properties, TimeDuration.valueOf(5, TimeUnit.SECONDS));
    // A newcomer may take long for its first answer, while much is compiled and loaded. By default
    // its silence of a few election timeouts ends the attempt, and every further one.
    RaftServerConfigKeys.setStagingTimeout(properties, TimeDuration.valueOf(15, TimeUnit.SECONDS));
    // By default a server that was paused for a minute (SIGSTOP, a suspended machine) closes
    // itself.
    RaftServerConfigKeys.setCloseThreshold(properties, NEVER);
  }

  /// How long a server waits at least for a sign of life of its leader, before it asks for votes;
  /// at most twice as long. Writes go on about 1.3 times as long after a leader's end.
  static int electionMillis(int raftMultiplier) {
    return 400 + 100 * raftMultiplier;
  }

  /// One setting of Ratis says how long a pause of the process makes a leader step down, and how
  /// long a leader that lost its majority does not stand again; another how long a pause is logged
  /// as a warning, and how late a follower may wake up and still stand. Ratis' outer server reads
  /// the first of each, and it comes into being first. A pause is no reason to step down: reads ask
  /// the other servers, and a sole voter has none.
  static void untilServerExists(RaftProperties properties) {
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, NEVER);
    RaftServerConfigKeys.setSleepDeviationThreshold(properties, NEVER);
  }

  /// The second of each, for the group's server.
  static void onceServerExists(RaftProperties properties) {
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
        properties, Rpc.timeoutMax(properties));
    RaftServerConfigKeys.setSleepDeviationThreshold(properties, Rpc.timeoutMin(properties));
  }

  /// How long a server waits for another's answer.
  static Duration requestTimeout(RaftProperties properties) {
    return Duration.ofMillis(Rpc.requestTimeout(properties).toLong(TimeUnit.MILLISECONDS));
  }

  private static void transport(RaftProperties properties) {
    RaftConfigKeys.Rpc.setType(properties, new RaftRpcType());
    Log.Appender.setSnapshotChunkSizeMax(properties, SizeInBytes.valueOf(MIB));
  }

  /// The longest message between servers: entries come in one message, as large as an entry may be.
  static int messageBytes(LogLimits limits) {
    return 2 * entryBytes(limits) + MIB;
  }

  private static int entryBytes(LogLimits limits) {
    int lengths = 5 * limits.entryCommands();
    int addedByRatis = 4096;
    return Math.max(limits.commandBytes(), limits.entryBytes()) + lengths + addedByRatis;
  }

  private static TimeDuration millis(int value) {
    return TimeDuration.valueOf(value, TimeUnit.MILLISECONDS);
  }
}
