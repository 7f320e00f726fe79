package org.consulkv.agent.cluster;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A server as its own agent describes it in a pool.
///
/// @param id its node id; empty if it does not say
/// @param name the node's name, without the datacenter
/// @param address of its server port, for calls
/// @param alive whether the pool can reach it; false too for one that is leaving or left
/// @param voter false for a read replica
/// @param expect its `bootstrap_expect`; 0 if not set
/// @param bootstrap whether it may found a cluster alone
/// @param build its version
public record KnownServer(
    String id,
    String name,
    String datacenter,
    InetSocketAddress address,
    boolean alive,
    boolean voter,
    int expect,
    boolean bootstrap,
    String build,
    SortedMap<String, String> tags) {
  public KnownServer {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
