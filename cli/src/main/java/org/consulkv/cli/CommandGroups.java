package org.consulkv.cli;

import java.util.List;
import org.consulkv.cli.command.Group;
import org.consulkv.cli.command.Group.Entry;
import org.jspecify.annotations.Nullable;

/// The help of the words that lead to subcommands, and of the program itself.
final class CommandGroups {
  private CommandGroups() {}

  static String topHelp() {
    StringBuilder text =
        new StringBuilder("Usage: consul [--version] [--help] <command> [<args>]\n\n");
    text.append("Available commands are:\n");
    Group.append(text, topLevel());
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static List<Entry> topLevel() {
    return List.of(
        entry("acl", "Manages access control: tokens, policies, roles"),
        entry("agent", "Runs a node"),
        entry("catalog", "Shows the nodes, services and datacenters that are known"),
        entry("config", "Manages configuration entries"),
        entry("connect", "Manages the service mesh"),
        entry("debug", "Collects what an agent knows, for people who look for a fault"),
        entry("event", "Sends an event to other nodes"),
        entry("exec", "Runs a command on other nodes"),
        entry("force-leave", "Makes a failed member count as left"),
        entry("info", "Shows facts about an agent"),
        entry("intention", "Manages which services may talk to each other"),
        entry("join", "Makes an agent join a pool"),
        entry("keygen", "Makes a key for the encryption of gossip"),
        entry("keyring", "Manages the keys for the encryption of gossip"),
        entry("kv", "Reads and writes the key-value store"),
        entry("leave", "Makes an agent leave its pool and end"),
        entry("lock", "Runs a command while holding a lock"),
        entry("login", "Trades a bearer token for a Consul token"),
        entry("logout", "Ends a login"),
        entry("maint", "Takes a node or service out of use and back"),
        entry("members", "Lists the members of the pool"),
        entry("monitor", "Shows an agent's log as it comes"),
        entry("operator", "Tools for operators of the servers"),
        entry("reload", "Makes an agent read its configuration again"),
        entry("rtt", "Estimates the round trip time between nodes"),
        entry("services", "Registers and deregisters services"),
        entry("snapshot", "Saves, restores and inspects the servers' state"),
        entry("tls", "Makes certificates for the servers and clients"),
        entry("validate", "Checks configuration files"),
        entry("version", "Prints the version"),
        entry("watch", "Waits for changes and runs a program for each"));
  }

  /// The help of a group, empty if there is none of that name.
  static String help(String name) {
    Group group = group(name);
    return group == null ? "" : group.help();
  }

  private static @Nullable Group group(String name) {
    return switch (name) {
      case "kv" ->
          group(
              name,
              """
              Reads and writes the key-value store.

                  $ consul kv put redis/config/connections 5
                  $ consul kv get redis/config/connections
                  $ consul kv delete redis/config/connections\
              """,
              entry("delete", "Deletes a key or all keys under a prefix"),
              entry("export", "Prints all keys under a prefix as JSON"),
              entry("get", "Prints a value, or the keys under a prefix"),
              entry("import", "Writes keys from JSON"),
              entry("put", "Writes a value"));
      case "snapshot" ->
          new Group(
              SNAPSHOT,
              List.of(
                  entry("inspect", "Displays information about a Consul snapshot file"),
                  entry("restore", "Restores snapshot of Consul server state"),
                  entry("save", "Saves snapshot of Consul server state")));
      case "catalog" ->
          group(
              name,
              "Shows what the servers' catalog knows.",
              entry("datacenters", "Lists the datacenters"),
              entry("nodes", "Lists the nodes"),
              entry("services", "Lists the services"));
      case "services" ->
          group(
              name,
              "Registers services with an agent, from files or from flags.",
              entry("deregister", "Deregisters services"),
              entry("register", "Registers services"));
      case "operator", "operator raft", "operator autopilot" -> operator(name);
      case "tls" ->
          group(
              name,
              "Makes certificates for TLS between agents, and for their clients.",
              entry("ca", "Makes a certificate authority"),
              entry("cert", "Makes certificates"));
      case "tls ca" -> group(name, "Makes a certificate authority.", entry("create", "Makes one"));
      case "tls cert" -> group(name, "Makes certificates.", entry("create", "Makes one"));
      default -> PlannedGroups.find(name);
    };
  }

  private static Group operator(String name) {
    return switch (name) {
      case "operator raft" ->
          group(
              name,
              RAFT,
              entry("list-peers", "Lists the servers of the raft group"),
              entry("remove-peer", "Takes a server out of the raft group"));
      case "operator autopilot" ->
          group(
              name,
              "Shows and changes how the servers look after themselves.",
              entry("get-config", "Shows the settings"),
              entry("set-config", "Changes the settings"),
              entry("state", "Shows the servers' health"));
      default ->
          group(
              name,
              "Tools for operators of the servers.",
              entry("autopilot", "Shows and changes how the servers look after themselves"),
              entry("raft", "Shows and repairs the raft group"));
    };
  }

  static Group group(String name, String what, Entry... entries) {
    return new Group(
        "Usage: consul "
            + name
            + " <subcommand> [options] [args]\n\n  "
            + what.replace("\n", "\n  ").replace("\n  \n", "\n\n"),
        List.of(entries));
  }

  static Entry entry(String name, String synopsis) {
    return new Entry(name, synopsis);
  }

  /// The list is that of the recorded release; what came later is told in words.
  private static final String RAFT =
      """
      Shows and repairs the servers' raft group.

      Besides those below, "transfer-leader" hands the leadership to another server,
      and "recover" lets a server that is left go on without the lost ones.
      """;

  private static final String SNAPSHOT =
      """
      Usage: consul snapshot <subcommand> [options] [args]

        This command has subcommands for saving, restoring, and inspecting the state
        of the Consul servers for disaster recovery. These are atomic, point-in-time
        snapshots which include key/value entries, service catalog, prepared queries,
        sessions, and ACLs.

        If ACLs are enabled, a management token must be supplied in order to perform
        snapshot operations.

        Create a snapshot:

            $ consul snapshot save backup.snap

        Restore a snapshot:

            $ consul snapshot restore backup.snap

        Inspect a snapshot:

            $ consul snapshot inspect backup.snap

        Run a daemon process that locally saves a snapshot every hour (available only in
        Consul Enterprise) :

            $ consul snapshot agent

        For more examples, ask for subcommand help or view the documentation.
      """;
}
