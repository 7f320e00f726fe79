package org.consulkv.server.query;

/// What whoever executes a query says beside its name.
///
/// @param limit the most instances wanted; 0 for all
/// @param connect whether only instances in the service mesh are wanted
/// @param agent the node of the agent that asks, for `${agent.segment}` and `_agent`
/// @param near the node to sort by, instead of the one that the query names; may be empty
/// @param source the address of the client, for `_ip`; may be empty
public record ExecuteOptions(int limit, boolean connect, String agent, String near, String source) {
  /// All instances, in any order.
  public static ExecuteOptions of(String agent) {
    return new ExecuteOptions(0, false, agent, "", "");
  }
}
