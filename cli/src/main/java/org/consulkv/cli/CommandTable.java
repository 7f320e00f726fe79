package org.consulkv.cli;

import org.consulkv.cli.agent.AgentCommand;
import org.consulkv.cli.agent.AgentInfo;
import org.consulkv.cli.agent.AgentRun;
import org.consulkv.cli.agent.ForceLeave;
import org.consulkv.cli.agent.Join;
import org.consulkv.cli.agent.Keygen;
import org.consulkv.cli.agent.Leave;
import org.consulkv.cli.agent.Members;
import org.consulkv.cli.agent.Monitor;
import org.consulkv.cli.agent.Reload;
import org.consulkv.cli.agent.Validate;
import org.consulkv.cli.agent.Version;
import org.consulkv.cli.catalog.CatalogDatacenters;
import org.consulkv.cli.catalog.CatalogNodes;
import org.consulkv.cli.catalog.CatalogServices;
import org.consulkv.cli.catalog.Maint;
import org.consulkv.cli.catalog.ServicesDeregister;
import org.consulkv.cli.catalog.ServicesRegister;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ProgramVersion;
import org.consulkv.cli.debug.Debug;
import org.consulkv.cli.event.Event;
import org.consulkv.cli.event.Keyring;
import org.consulkv.cli.event.Rtt;
import org.consulkv.cli.kv.KvDelete;
import org.consulkv.cli.kv.KvExport;
import org.consulkv.cli.kv.KvGet;
import org.consulkv.cli.kv.KvImport;
import org.consulkv.cli.kv.KvPut;
import org.consulkv.cli.lock.Lock;
import org.consulkv.cli.operator.AutopilotGetConfig;
import org.consulkv.cli.operator.AutopilotSetConfig;
import org.consulkv.cli.operator.AutopilotState;
import org.consulkv.cli.operator.RaftListPeers;
import org.consulkv.cli.operator.RaftRecover;
import org.consulkv.cli.operator.RaftRemovePeer;
import org.consulkv.cli.operator.RaftTransferLeader;
import org.consulkv.cli.planned.PlannedCommands;
import org.consulkv.cli.snapshot.SnapshotInspect;
import org.consulkv.cli.snapshot.SnapshotRestore;
import org.consulkv.cli.snapshot.SnapshotSave;
import org.consulkv.cli.tls.TlsCaCreate;
import org.consulkv.cli.tls.TlsCertCreate;
import org.consulkv.cli.watch.Watch;
import org.jspecify.annotations.Nullable;

/// All commands by name. A command's class is loaded when it is asked for, and no other.
final class CommandTable {
  /// Words in the longest name.
  static final int LONGEST = 3;

  private final ProgramVersion version;
  private final AgentCommand agent;

  CommandTable(ProgramVersion version, AgentCommand agent) {
    this.version = version;
    this.agent = agent;
  }

  @Nullable Command find(String name) {
    return switch (name) {
      case "agent" -> new AgentRun(agent);
      case "force-leave" -> new ForceLeave();
      case "info" -> new AgentInfo();
      case "join" -> new Join();
      case "keygen" -> new Keygen();
      case "kv delete" -> new KvDelete();
      case "kv export" -> new KvExport();
      case "kv get" -> new KvGet();
      case "kv import" -> new KvImport();
      case "kv put" -> new KvPut();
      case "leave" -> new Leave();
      case "members" -> new Members();
      case "monitor" -> new Monitor();
      case "operator raft list-peers" -> new RaftListPeers();
      case "operator raft recover" -> new RaftRecover(agent.logReach());
      case "operator raft remove-peer" -> new RaftRemovePeer();
      case "operator raft transfer-leader" -> new RaftTransferLeader();
      case "reload" -> new Reload();
      case "snapshot inspect" -> new SnapshotInspect(agent.stateReader());
      case "snapshot restore" -> new SnapshotRestore();
      case "snapshot save" -> new SnapshotSave();
      case "validate" -> new Validate(agent);
      case "version" -> version();
      case "debug" -> new Debug();
      case "watch" -> new Watch();
      default -> other(name);
    };
  }

  /// Commands whose endpoints a first version of a node need not have.
  private @Nullable Command other(String name) {
    return switch (name) {
      case "catalog datacenters" -> new CatalogDatacenters();
      case "catalog nodes" -> new CatalogNodes();
      case "catalog services" -> new CatalogServices();
      case "event" -> new Event();
      case "keyring" -> new Keyring();
      case "lock" -> new Lock();
      case "maint" -> new Maint();
      case "operator autopilot get-config" -> new AutopilotGetConfig();
      case "operator autopilot set-config" -> new AutopilotSetConfig();
      case "operator autopilot state" -> new AutopilotState();
      case "rtt" -> new Rtt();
      case "services deregister" -> new ServicesDeregister(agent.hclReader());
      case "services register" -> new ServicesRegister(agent.hclReader());
      case "tls ca create" -> new TlsCaCreate();
      case "tls cert create" -> new TlsCertCreate();
      default -> PlannedCommands.find(name);
    };
  }

  Command version() {
    return new Version(version);
  }
}
