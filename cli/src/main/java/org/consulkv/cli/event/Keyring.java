package org.consulkv.cli.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul keyring`.
public final class Keyring extends ClientCommand {
  private static final int MOST_RELAYS = 5;

  private final Flag install =
      flags.string(
          "install",
          "Install a new encryption key. This will broadcast the new key to all members in the"
              + " cluster.");
  private final Flag list =
      flags.toggle("list", "List all keys currently in use within the cluster.");
  private final Flag listPrimary =
      flags.toggle("list-primary", "List all primary keys currently in use within the cluster.");
  private final Flag localOnly =
      flags.toggle(
          "local-only",
          "Setting this to true will force the keyring query to only hit local servers (no WAN"
              + " traffic). This flag can only be set for list queries.");
  private final Flag relayFactor =
      flags.declare(
          "relay-factor",
          Kind.INT,
          "0",
          "Setting this to a non-zero value will cause nodes to relay their response to the"
              + " operation through this many randomly-chosen other nodes in the cluster. The"
              + " maximum allowed value is 5.");
  private final Flag remove =
      flags.string(
          "remove",
          "Remove the given key from the cluster. This operation may only be performed on keys"
              + " which are not currently the primary key.");
  private final Flag use =
      flags.string(
          "use",
          "Change the primary encryption key, which is used to encrypt messages. The key must"
              + " already be installed before this operation can succeed.");

  public Keyring() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul keyring [options]

      Manages encryption keys used for gossip messages. Gossip encryption is
      optional. When enabled, this command may be used to examine active encryption
      keys in the cluster, add new keys, and remove old ones. When combined, this
      functionality provides the ability to perform key rotation cluster-wide,
      without disrupting the cluster.

      All operations performed by this command can only be run against server nodes,
      and affect both the LAN and WAN keyrings in lock-step.

      All variations of the keyring command return 0 if all nodes reply and there
      are no errors. If any node fails to reply or reports failure, the exit code
      will be 1.
    """;
  }

  @Override
  protected String failure() {
    return "error";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    int operations = 0;
    for (Flag operation : List.of(install, use, remove)) {
      operations += operation.text().isEmpty() ? 0 : 1;
    }
    operations += (list.isOn() ? 1 : 0) + (listPrimary.isOn() ? 1 : 0);
    if (operations == 0) {
      return terminal.fail(help());
    }
    if (operations > 1) {
      return terminal.fail("Only a single action is allowed");
    }
    if (relayFactor.number() < 0 || relayFactor.number() > MOST_RELAYS) {
      return terminal.fail("Error parsing relay factor: must be between 0 and " + MOST_RELAYS);
    }
    if (localOnly.isOn() && !list.isOn() && !listPrimary.isOn()) {
      return terminal.fail(
          "Error validating local-only: local-only can only be set for list requests");
    }
    if (list.isOn() || listPrimary.isOn()) {
      terminal.print("==> Gathering installed encryption keys...");
      return show(client, terminal);
    }
    return change(client, terminal);
  }

  private int change(Client client, Terminal terminal) {
    if (!install.text().isEmpty()) {
      terminal.print("==> Installing new gossip encryption key...");
      return send(client.post("/v1/operator/keyring"), install.text());
    }
    if (!use.text().isEmpty()) {
      terminal.print("==> Changing primary gossip encryption key...");
      return send(client.put("/v1/operator/keyring"), use.text());
    }
    terminal.print("==> Removing gossip encryption key...");
    return send(client.delete("/v1/operator/keyring"), remove.text());
  }

  private int send(Request request, String key) {
    String body = JsonWriter.compact(new JsonObject().put("Key", key));
    relayed(request).body(body.getBytes(StandardCharsets.UTF_8)).sendOk().close();
    return ExitCode.OK;
  }

  private Request relayed(Request request) {
    return relayFactor.number() == 0
        ? request
        : request.param("relay-factor", Long.toString(relayFactor.number()));
  }

  private int show(Client client, Terminal terminal) {
    Request request = relayed(client.get("/v1/operator/keyring"));
    if (localOnly.isOn()) {
      request.param("local-only", "true");
    }
    Object rings;
    try {
      rings = request.sendOk().json();
    } catch (ClientError e) {
      return terminal.fail("error: " + e.text());
    }
    for (JsonObject ring : JsonObject.objectsOf(rings)) {
      String pool =
          ring.isTrue("WAN")
              ? "WAN"
              : ring.text("Datacenter")
                  + (ring.text("Segment").isEmpty() ? "" : " [" + ring.text("Segment") + "]")
                  + " (LAN)";
      terminal.print("\n" + pool + ":");
      JsonObject keys = ring.object(listPrimary.isOn() ? "PrimaryKeys" : "Keys");
      for (String key : keys.names()) {
        terminal.print("  " + key + " [" + keys.text(key) + "/" + ring.text("NumNodes") + "]");
      }
    }
    return ExitCode.OK;
  }
}
