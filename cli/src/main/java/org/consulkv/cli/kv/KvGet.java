package org.consulkv.cli.kv;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul kv get`.
public final class KvGet extends ClientCommand {
  private final Flag base64 =
      flags.toggle("base64", "Base64 encode the value. The default value is false.");
  private final Flag detailed =
      flags.toggle(
          "detailed",
          "Provide additional metadata about the key in addition to the value such as the"
              + " ModifyIndex and any flags that may have been set on the key. The default value is"
              + " false.");
  private final Flag keys =
      flags.toggle(
          "keys",
          "List keys which start with the given prefix, but not their values. This is especially"
              + " useful if you only need the key names themselves. This option is commonly"
              + " combined with the -separator option. The default value is false.");
  private final Flag recurse =
      flags.toggle(
          "recurse",
          "Recursively look at all keys prefixed with the given path. The default value is false.");
  private final Flag separator =
      flags.declare(
          "separator",
          Kind.STRING,
          "/",
          "String to use as a separator between keys. The default value is \"/\", but this option"
              + " is only taken into account when paired with the -keys flag.");

  public KvGet() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul kv get [options] [KEY_OR_PREFIX]

      Prints the value of a key. A key that does not exist is an error, and the
      exit status is 1.

          $ consul kv get redis/config/connections

      With -detailed, also its indexes, its flags and the session that holds it:

          $ consul kv get -detailed redis/config/connections

      With -recurse, every key under a prefix and its value, one "key:value" a
      line; nothing under the prefix is no error. No prefix means all keys.

          $ consul kv get -recurse redis/

      With -keys, the names of the keys under a prefix, up to the next separator:

          $ consul kv get -keys redis/
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
    String key = given.text();
    if (key.isEmpty() && !keys.isOn() && !recurse.isOn()) {
      return terminal.fail("Error! Missing KEY argument");
    }
    Request request = client.get("/v1/kv/" + Escape.path(key));
    if (keys.isOn()) {
      return printKeys(request, terminal);
    }
    return recurse.isOn() ? printTree(request, terminal) : printOne(request, key, terminal);
  }

  private int printKeys(Request request, Terminal terminal) {
    request.param("keys", "");
    if (!separator.text().isEmpty()) {
      request.param("separator", separator.text());
    }
    Response response = KvAnswers.orNotFound(request.send());
    if (response.status() == KvAnswers.NOT_FOUND) {
      return ExitCode.OK;
    }
    for (String key : KvPairs.keys(response)) {
      terminal.print(key);
    }
    return ExitCode.OK;
  }

  private int printTree(Request request, Terminal terminal) {
    Response response = KvAnswers.orNotFound(request.param("recurse", "").send());
    if (response.status() == KvAnswers.NOT_FOUND) {
      return ExitCode.OK;
    }
    boolean first = true;
    for (KvPair pair : KvPairs.read(response)) {
      if (!first && detailed.isOn()) {
        terminal.print("");
      }
      first = false;
      terminal.print(
          detailed.isOn()
              ? KvText.detailed(pair, base64.isOn())
              : KvText.line(pair, base64.isOn()));
    }
    return ExitCode.OK;
  }

  private int printOne(Request request, String key, Terminal terminal) {
    Response response = KvAnswers.orNotFound(request.send());
    if (response.status() == KvAnswers.NOT_FOUND) {
      return terminal.fail("Error! No key exists at: " + key);
    }
    List<KvPair> pairs = KvPairs.read(response);
    if (pairs.isEmpty()) {
      return terminal.fail("Error! No key exists at: " + key);
    }
    KvPair pair = pairs.get(0);
    terminal.print(
        detailed.isOn() ? KvText.detailed(pair, base64.isOn()) : KvText.value(pair, base64.isOn()));
    return ExitCode.OK;
  }
}
