package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.List;

/// How to ask.
///
/// @param filters whom; all members if there are none
/// @param ack whether to be told who got the question
/// @param relays through how many other members an answer takes its way, too; 0 to 5
/// @param timeout zero for the default, which depends on the pool's size
public record QueryOptions(List<QueryFilter> filters, boolean ack, int relays, Duration timeout) {
  public static final QueryOptions DEFAULT = new QueryOptions(List.of(), false, 0, Duration.ZERO);

  public QueryOptions {
    filters = List.copyOf(filters);
    if (relays < 0 || relays > 5) {
      throw new IllegalArgumentException("Relay factor must be in range: [0, 5]");
    }
  }
}
