package org.consulkv.gossip.serf;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.consulkv.gossip.swim.SwimConfig;

/// Times and limits of what Serf adds.
///
/// @param reapInterval between looks for members to forget
/// @param reconnectInterval between attempts to reach a failed member
/// @param reconnectTimeout a failed member is forgotten after this
/// @param ownReconnectTimeout what a member itself says instead of `reconnectTimeout`
/// @param tombstoneTimeout a member that left is forgotten after this
/// @param intentTimeout how long news about unknown members is kept
/// @param broadcastTimeout how long leaving waits until others know
/// @param leavePropagateDelay how long a leaving member stays after that
/// @param buffer how many numbers of the clock back events and queries are told apart
/// @param eventLimitBytes of a user event's name and payload
/// @param queryLimitBytes of a query as sent
/// @param responseLimitBytes of an answer to a query as sent
/// @param queryTimeoutMult times log10(members + 1) times the gossip interval is how long a query
///   runs
public record SerfConfig(
    SwimConfig swim,
    Duration reapInterval,
    Duration reconnectInterval,
    Duration reconnectTimeout,
    Function<Member, Optional<Duration>> ownReconnectTimeout,
    Duration tombstoneTimeout,
    Duration intentTimeout,
    Duration broadcastTimeout,
    Duration leavePropagateDelay,
    int buffer,
    int eventLimitBytes,
    int queryLimitBytes,
    int responseLimitBytes,
    int queryTimeoutMult) {
  public static final SerfConfig LAN = of(SwimConfig.LAN);
  public static final SerfConfig WAN = of(SwimConfig.WAN);
  public static final SerfConfig LOCAL = of(SwimConfig.LOCAL);

  /// The defaults of Consul.
  public static SerfConfig of(SwimConfig swim) {
    return new SerfConfig(
        swim,
        ofSeconds(15),
        ofSeconds(30),
        ofHours(72),
        _ -> Optional.empty(),
        ofHours(24),
        ofMinutes(5),
        ofSeconds(5),
        ofSeconds(3),
        512,
        512,
        1024,
        1024,
        16);
  }

  /// How long a failed member is waited for.
  Duration reconnectTimeout(Member failed) {
    return ownReconnectTimeout.apply(failed).orElse(reconnectTimeout);
  }

  /// How long a query runs if nobody says.
  Duration queryTimeout(int members) {
    long scale = (long) Math.ceil(Math.log10(members + 1.0));
    return swim.gossipInterval().multipliedBy(queryTimeoutMult * scale);
  }
}
