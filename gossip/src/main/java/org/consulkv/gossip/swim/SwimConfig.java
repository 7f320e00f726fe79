package org.consulkv.gossip.swim;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/// Times and numbers of the protocol. All members of a pool should have the same.
///
/// @param probeInterval one member is probed in each
/// @param probeTimeout an answer that takes longer makes others ask, too
/// @param indirectChecks how many others are asked
/// @param suspicionMult times log10(members) times the probe interval is the shortest time a
///   suspect has to answer
/// @param suspicionMaxMult the longest time is this many times the shortest
/// @param gossipInterval between packets of rumours
/// @param gossipNodes how many members get one each time
/// @param gossipToTheDead how long members that are gone still get rumours, so that they can object
/// @param retransmitMult a rumour is sent on this many times log10(members + 1) times
/// @param pushPullInterval between full exchanges; longer in large pools
/// @param deadNameReclaim how long a name stays taken after its member died
/// @param packetLimitBytes of one packet, without what encryption adds
/// @param awarenessMax the worst score of this member's own health, less one
public record SwimConfig(
    Duration probeInterval,
    Duration probeTimeout,
    int indirectChecks,
    int suspicionMult,
    int suspicionMaxMult,
    Duration gossipInterval,
    int gossipNodes,
    Duration gossipToTheDead,
    int retransmitMult,
    Duration pushPullInterval,
    Duration deadNameReclaim,
    int packetLimitBytes,
    int awarenessMax) {
  /// For a local network.
  public static final SwimConfig LAN =
      new SwimConfig(
          ofSeconds(1),
          ofMillis(500),
          3,
          4,
          6,
          ofMillis(200),
          3,
          ofSeconds(30),
          4,
          ofSeconds(30),
          ofSeconds(30),
          1400,
          8);

  /// For slow links between distant places.
  public static final SwimConfig WAN =
      new SwimConfig(
          ofSeconds(5),
          ofSeconds(3),
          3,
          6,
          6,
          ofMillis(500),
          4,
          ofSeconds(60),
          4,
          ofSeconds(60),
          ofSeconds(30),
          1400,
          8);

  /// For members on one machine.
  public static final SwimConfig LOCAL =
      new SwimConfig(
          ofSeconds(1),
          ofMillis(200),
          1,
          3,
          6,
          ofMillis(100),
          3,
          ofSeconds(15),
          2,
          ofSeconds(15),
          ofSeconds(30),
          1400,
          8);

  public SwimConfig {
    if (probeTimeout.compareTo(probeInterval) > 0) {
      throw new IllegalArgumentException("probe_timeout must not be longer than probe_interval");
    }
  }

  /// The shortest time a suspect has to answer, in a pool of this size.
  Duration suspicionMin(int members) {
    double scale = Math.max(1.0, Math.log10(Math.max(1.0, members)));
    return ofMillis((long) (suspicionMult * scale * probeInterval.toMillis()));
  }

  /// How often a rumour is sent on, in a pool of this size.
  public int transmitLimit(int members) {
    return retransmitMult * (int) Math.ceil(Math.log10(members + 1.0));
  }

  /// The time between full exchanges: it doubles with the size above 32 members, so that the
  /// traffic does not grow with it.
  Duration pushPullInterval(int members) {
    if (members <= 32) {
      return pushPullInterval;
    }
    long factor = (long) Math.ceil(log2(members) - log2(32)) + 1;
    return pushPullInterval.multipliedBy(factor);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
