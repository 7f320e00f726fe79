package org.consulkv.cli.kv;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul kv delete`.
public final class KvDelete extends ClientCommand {
  private final Flag cas =
      flags.toggle(
          "cas",
          "Check and delete: deletes only if the key's ModifyIndex is still the one given with"
              + " -modify-index.");
  private final Flag modifyIndex =
      flags.declare("modify-index", Kind.UINT, "0", "The ModifyIndex that -cas expects.");
  private final Flag recurse =
      flags.toggle("recurse", "Deletes all keys under the prefix; no prefix means all keys.");

  public KvDelete() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul kv delete [options] KEY_OR_PREFIX

      Deletes a key. A key that does not exist is no error.

          $ consul kv delete redis/config/connections

      Only if nobody has changed it since index 844:

          $ consul kv delete -cas -modify-index=844 redis/config/connections

      All keys under a prefix:

          $ consul kv delete -recurse redis/
    """;
  }

  @Override
  protected String failure() {
    return "Error! Failed deleting";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    KeyArgument given = KeyArgument.of(arguments);
    if (!given.complaint().isEmpty()) {
      return terminal.fail(given.complaint());
    }
    String key = given.text();
    String complaint = complaint(key);
    if (!complaint.isEmpty()) {
      return terminal.fail(complaint);
    }
    try {
      return delete(client.delete("/v1/kv/" + Escape.path(key)), key, terminal);
    } catch (ClientError e) {
      String what = recurse.isOn() ? "prefix " : "key ";
      return terminal.fail("Error! Did not delete " + what + key + ": " + e.text());
    }
  }

  private String complaint(String key) {
    if (key.isEmpty() && !recurse.isOn()) {
      return "Error! Missing KEY argument";
    }
    if (!cas.isOn()) {
      return modifyIndex.isSet() ? "Cannot specify -modify-index without -cas!" : "";
    }
    if (recurse.isOn()) {
      return "Cannot specify both -cas and -recurse!";
    }
    return modifyIndex.number() == 0
        ? "Cannot delete a key that does not exist. Provide a -modify-index greater than than 0."
        : "";
  }

  private int delete(Request request, String key, Terminal terminal) {
    if (recurse.isOn()) {
      request.param("recurse", "").sendOk().close();
      terminal.print("Success! Deleted keys with prefix: " + key);
      return ExitCode.OK;
    }
    if (cas.isOn()) {
      request.param("cas", Long.toUnsignedString(modifyIndex.number()));
    }
    if (!KvWrite.send(request)) {
      return terminal.fail("Error! Did not delete key " + key + ": CAS failed");
    }
    terminal.print("Success! Deleted key: " + key);
    return ExitCode.OK;
  }
}
