package org.consulkv.http.forward;

import java.net.InetSocketAddress;
import org.consulkv.http.Call;

/// Where a request that was passed on came from.
///
/// @param node the agent that got it from its client
/// @param client the client's address, an IP; empty if it came over a Unix socket
/// @param settings that agent's
/// @param onlyLeader whether only the leader may answer: the request goes nowhere else
/// @param hops how often it was passed on
public record Origin(
    String node, String client, AnswerSettings settings, boolean onlyLeader, int hops) {
  /// From a client agent to a server, to another datacenter's, to its leader; and one to spare.
  private static final int HOPS = 4;

  /// For a request that is passed on from here.
  static Origin of(Call call, boolean onlyLeader) {
    return call.origin()
        .map(from ->
            new Origin(from.node(), from.client(), from.settings(), onlyLeader, from.hops() + 1))
        .orElseGet(() -> new Origin(call.nodeName(), client(call), call.settings(), onlyLeader, 1));
  }

  private static String client(Call call) {
    return call.exchange().client() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "";
  }

  /// The same for an answer that is for several clients.
  Origin ofNobody() {
    return new Origin(node, "", settings, onlyLeader, hops);
  }

  boolean mayGoOn() {
    return hops < HOPS;
  }
}
