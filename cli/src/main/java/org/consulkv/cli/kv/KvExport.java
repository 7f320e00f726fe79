package org.consulkv.cli.kv;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul kv export`.
public final class KvExport extends ClientCommand {
  public KvExport() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul kv export [options] [PREFIX]

      Prints all keys under a prefix, their flags and their values (in base64) as a
      JSON list that "consul kv import" takes.

          $ consul kv export vault/ >vault.json
    """;
  }

  @Override
  protected String failure() {
    return "Error querying Consul agent";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    KeyArgument given = KeyArgument.of(arguments);
    if (!given.complaint().isEmpty()) {
      return terminal.fail(given.complaint());
    }
    String prefix = given.text();
    Response response =
        KvAnswers.orNotFound(
            client.get("/v1/kv/" + Escape.path(prefix)).param("recurse", "").send());
    List<JsonObject> entries = new ArrayList<>();
    if (response.status() != KvAnswers.NOT_FOUND) {
      for (KvPair pair : KvPairs.read(response)) {
        entries.add(
            new JsonObject()
                .put("key", pair.key())
                .put("flags", pair.flags())
                .put("value", pair.base64()));
      }
    }
    terminal.print(JsonWriter.indented(entries, "\t"));
    return ExitCode.OK;
  }
}
