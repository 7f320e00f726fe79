package org.consulkv.agent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.agent.event.Events;
import org.consulkv.agent.keyring.Keyrings;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.agent.log.LogStream;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;

/// One running node.
///
/// Threading: thread-safe.
public interface Agent extends AutoCloseable {
  /// The configuration it started with; reloading replaces what may change while running.
  AgentConfig config();

  /// This node's id, a UUID.
  String nodeId();

  /// The server that this agent is; empty if it is a client, which keeps nothing of the cluster's.
  Optional<Server> server();

  /// The way to other agents.
  Router router();

  /// What this agent answers to others.
  RpcServices rpc();

  /// This agent's own services and checks.
  LocalState local();

  /// Changes this agent's own services and checks.
  Registrations registrations();

  Self self();

  /// The members of the local or the wide-area pool.
  List<Member> members(boolean wan);

  /// Where the servers of all datacenters are, this datacenter first, then by distance.
  CompletableFuture<List<DatacenterPlaces>> datacenters();

  /// Joins the pool of another agent. Blocks.
  ///
  /// @throws AgentException if that cannot be done
  void join(String address, boolean wan);

  /// Declares that a failed member has left.
  ///
  /// @param prune whether it is forgotten too
  /// @throws AgentException if there is no such member
  void forceLeave(String node, boolean prune, boolean wan);

  /// The events this node received, and the way to fire one.
  Events events();

  /// The keys with which gossip is encrypted.
  Keyrings keyrings();

  Metrics metrics();

  LogStream logs();

  /// Reads the configuration again.
  ///
  /// @throws AgentException if it has errors; nothing is changed then
  void reload();

  /// Leaves the cluster; completes when the node has left. [#ended] completes after it.
  CompletableFuture<Void> leave();

  /// Completes with the process's exit status when there is no reason to go on: 0 after leaving, 1
  /// after a failure that cannot heal.
  CompletableFuture<Integer> ended();

  /// Stops without leaving.
  @Override
  void close();
}
