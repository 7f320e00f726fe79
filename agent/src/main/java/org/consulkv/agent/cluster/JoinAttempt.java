package org.consulkv.agent.cluster;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.consulkv.agent.AgentException;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.swim.Address;

/// One attempt to join some others.
///
/// Threading: confined to the thread that joins; it blocks.
final class JoinAttempt {
  private final GossipPool pool;
  private final List<String> failures = new ArrayList<>();
  private int joined;

  private JoinAttempt(GossipPool pool) {
    this.pool = pool;
  }

  /// Joins all that can be reached.
  ///
  /// @return how many, not counting this agent itself if it is one of them
  /// @throws AgentException if there was none; it says why each could not
  static int join(GossipPool pool, List<String> addresses) {
    JoinAttempt attempt = new JoinAttempt(pool);
    Set<Address> all = attempt.resolved(addresses);
    boolean self = all.remove(pool.address());
    all.forEach(attempt::join);
    if (attempt.joined == 0 && !self) {
      throw new AgentException(attempt.message());
    }
    return attempt.joined;
  }

  /// Joins one.
  ///
  /// @throws AgentException if it cannot be reached
  static void join(GossipPool pool, Address address) {
    JoinAttempt attempt = new JoinAttempt(pool);
    attempt.join(address);
    if (attempt.joined == 0) {
      throw new AgentException(attempt.message());
    }
  }

  private Set<Address> resolved(List<String> addresses) {
    Set<Address> all = new LinkedHashSet<>();
    for (String text : addresses) {
      try {
        all.addAll(JoinTarget.parse(text, pool.address().port()).resolve());
      } catch (UnknownHostException _) {
        failures.add("Failed to resolve " + text + ": lookup " + text + ": no such host");
      } catch (IllegalArgumentException e) {
        failures.add("Failed to resolve " + text + ": " + e.getMessage());
      }
    }
    return all;
  }

  private void join(Address address) {
    try {
      joined += pool.join(List.of(address), true).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      failures.add(
          "Failed to join " + address + ": " + why(address, String.valueOf(cause.getMessage())));
    }
  }

  private static String why(Address address, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("refused:") || text.contains("connection refused")) {
      return "dial tcp " + address + ": connect: connection refused";
    } else if (text.contains("timed out")) {
      return "dial tcp " + address + ": i/o timeout";
    } else if (text.contains("no route")) {
      return "dial tcp " + address + ": connect: no route to host";
    }
    return message.substring(message.indexOf(": ") + 1).strip();
  }

  private String message() {
    StringBuilder text = new StringBuilder();
    text.append(failures.size()).append(failures.size() == 1 ? " error" : " errors");
    text.append(" occurred:\n");
    failures.forEach(failure -> text.append("\t* ").append(failure).append('\n'));
    return text.append('\n').toString();
  }
}
