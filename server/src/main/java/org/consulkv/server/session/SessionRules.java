package org.consulkv.server.session;

import java.time.Duration;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionId;

/// Which sessions may be created, in Consul's words.
final class SessionRules {
  private static final Duration LONGEST_TTL = Duration.ofHours(24);
  private static final Duration LONGEST_LOCK_DELAY = Duration.ofSeconds(60);

  private SessionRules() {}

  /// @throws ApiException if a field is out of bounds
  static Session check(NewSession asked, SessionId id, Duration shortestTtl) {
    if (asked.node().isEmpty()) {
      throw refused("Must provide Node");
    }
    checkTtl(asked.ttl(), shortestTtl);
    return new Session(
        id,
        asked.name(),
        asked.node(),
        bounded(asked.lockDelay()),
        behavior(asked.behavior()),
        asked.ttl(),
        asked.checks(),
        asked.nodeChecks(),
        asked.serviceChecks(),
        0,
        0);
  }

  /// The time to live of a session in the store; zero if it does not expire.
  static Duration ttl(Session session) {
    return session.ttl().isEmpty() ? Duration.ZERO : GoDuration.parse(session.ttl());
  }

  private static void checkTtl(String text, Duration shortest) {
    if (text.isEmpty()) {
      return;
    }
    Duration ttl;
    try {
      ttl = GoDuration.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw refused("Session TTL '" + text + "' invalid: " + malformed.getMessage());
    }
    boolean inBounds = ttl.compareTo(shortest) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0;
    if (!ttl.isZero() && !inBounds) {
      throw refused(
          "Invalid Session TTL '"
              + ttl.toNanos()
              + "', must be between ["
              + GoDuration.format(shortest)
              + "="
              + GoDuration.format(LONGEST_TTL)
              + "]");
    }
  }

  private static Duration bounded(Duration lockDelay) {
    if (lockDelay.isNegative()) {
      return Duration.ZERO;
    }
    return lockDelay.compareTo(LONGEST_LOCK_DELAY) > 0 ? LONGEST_LOCK_DELAY : lockDelay;
  }

  private static Session.Behavior behavior(String word) {
    return switch (word) {
      case "", "release" -> Session.Behavior.RELEASE;
      case "delete" -> Session.Behavior.DELETE;
      default -> throw refused("Invalid Behavior setting '" + word + "'");
    };
  }

  private static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }
}
