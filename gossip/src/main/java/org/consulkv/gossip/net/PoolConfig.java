package org.consulkv.gossip.net;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.consulkv.gossip.serf.SerfConfig;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Versions;
import org.jspecify.annotations.Nullable;

/// How this member takes part in a pool.
///
/// @param name unique in the pool
/// @param bind where to listen; port 0 takes a free one
/// @param advertise what others are told instead; needed if `bind` is the unspecified address
/// @param versions what this member says it speaks
/// @param compress whether to compress what gets smaller by it
/// @param encryption how keys are used, if there are any
/// @param streamTimeout for connecting, and for each wait in an exchange over a stream
/// @param admission which members may belong to the pool
/// @param snapshot the file from which this member rejoins after a restart; none if it is null
/// @param rejoinAfterLeave whether to rejoin even if it left
public record PoolConfig(
    SerfConfig serf,
    String name,
    InetSocketAddress bind,
    @Nullable Address advertise,
    Map<String, String> tags,
    Versions versions,
    boolean compress,
    Encryption encryption,
    Duration streamTimeout,
    Admission admission,
    @Nullable Path snapshot,
    boolean rejoinAfterLeave) {
  public PoolConfig {
    tags = Map.copyOf(tags);
  }

  /// With defaults for everything else.
  public static PoolConfig of(SerfConfig serf, String name, InetSocketAddress bind) {
    return new PoolConfig(
        serf,
        name,
        bind,
        null,
        Map.of(),
        Versions.OURS,
        true,
        Encryption.FULL,
        Duration.ofSeconds(10),
        Admission.ALL,
        null,
        false);
  }

  public PoolConfig withTags(Map<String, String> newTags) {
    return new PoolConfig(
        serf,
        name,
        bind,
        advertise,
        newTags,
        versions,
        compress,
        encryption,
        streamTimeout,
        admission,
        snapshot,
        rejoinAfterLeave);
  }

  public PoolConfig withBind(InetSocketAddress address) {
    return new PoolConfig(
        serf,
        name,
        address,
        advertise,
        tags,
        versions,
        compress,
        encryption,
        streamTimeout,
        admission,
        snapshot,
        rejoinAfterLeave);
  }

  public PoolConfig withSnapshot(Path file, boolean evenAfterLeave) {
    return new PoolConfig(
        serf,
        name,
        bind,
        advertise,
        tags,
        versions,
        compress,
        encryption,
        streamTimeout,
        admission,
        file,
        evenAfterLeave);
  }
}
