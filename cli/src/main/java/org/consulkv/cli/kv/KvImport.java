package org.consulkv.cli.kv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Files;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.json.JsonError;
import org.consulkv.cli.json.JsonNumber;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonReader;

/// `consul kv import`.
public final class KvImport extends ClientCommand {
  private final Flag prefix =
      flags.string("prefix", "Puts this in front of every key that is imported.");

  public KvImport() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul kv import [options] [DATA]

      Writes all keys of a JSON list as "consul kv export" prints it. The data is
      the argument itself, "@" and the name of a file, or "-" for standard input.

          $ consul kv import @vault.json
          $ consul kv export vault/ | consul kv import -prefix=copy/ -

      The keys are written one by one: an error leaves those before it imported.
    """;
  }

  @Override
  protected String failure() {
    return "Error! Failed writing data";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty()) {
      return terminal.fail("Error! Missing DATA argument");
    }
    if (arguments.size() > 1) {
      return terminal.fail("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    byte[] data = Files.dataOf(arguments.get(0), terminal);
    if (data.length == 0) {
      return terminal.fail("Error! Missing DATA argument");
    }
    List<JsonObject> entries;
    try {
      entries = JsonObject.objectsOf(JsonReader.read(data));
    } catch (JsonError e) {
      return terminal.fail("Cannot unmarshal data: " + e.text());
    }
    for (JsonObject entry : entries) {
      if (!write(entry, client, terminal)) {
        return ExitCode.FAILED;
      }
    }
    return ExitCode.OK;
  }

  private boolean write(JsonObject entry, Client client, Terminal terminal) {
    String name = JsonObject.textOf(entry.find("key"));
    GoBase64 value =
        GoBase64.decode(JsonObject.textOf(entry.find("value")).getBytes(StandardCharsets.UTF_8));
    if (!value.complaint().isEmpty()) {
      terminal.error("Error base 64 decoding value for key " + name + ": " + value.complaint());
      return false;
    }
    long keyFlags = entry.find("flags") instanceof JsonNumber number ? number.toLong() : 0;
    String key = underPrefix(name);
    try {
      KvWrite.put(client, key, value.bytes(), keyFlags).sendOk().close();
    } catch (ClientError e) {
      terminal.error("Error! Failed writing data for key " + key + ": " + e.text());
      return false;
    }
    terminal.print("Imported: " + key);
    return true;
  }

  private String underPrefix(String key) {
    String start = prefix.text();
    return start.isEmpty() || start.endsWith("/") ? start + key : start + "/" + key;
  }
}
