package org.consulkv.cli.kv;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Files;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul kv put`.
public final class KvPut extends ClientCommand {
  private final Flag acquire =
      flags.toggle(
          "acquire",
          "Takes the lock on the key for the session given with -session, and writes the value if"
              + " it got the lock. Creates the key if need be.");
  private final Flag base64 =
      flags.toggle("base64", "The value is given in base64 and decoded before it is written.");
  private final Flag cas =
      flags.toggle(
          "cas",
          "Check and set: writes only if the key's ModifyIndex is still the one given with"
              + " -modify-index. An index of 0 writes only if the key does not exist.");
  private final Flag keyFlags =
      flags.declare(
          "flags", Kind.UINT, "0", "An unsigned number of your own to store with the value.");
  private final Flag modifyIndex =
      flags.declare("modify-index", Kind.UINT, "0", "The ModifyIndex that -cas expects.");
  private final Flag release =
      flags.toggle(
          "release",
          "Gives back the lock on the key that the session given with -session holds, and writes"
              + " the value.");
  private final Flag session =
      flags.string("session", "The `id` of an existing session, for -acquire and -release.");

  public KvPut() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul kv put [options] KEY [DATA]

      Writes a value. The data is the argument itself, "@" and the name of a file,
      or "-" for standard input; without data, the value is empty.

          $ consul kv put redis/config/connections 5
          $ consul kv put config/program/license @license.lic
          $ echo 5 | consul kv put redis/config/connections -

      Only if nobody has changed it since index 844:

          $ consul kv put -cas -modify-index=844 redis/config/connections 5

      Only if this session gets the lock:

          $ consul kv put -acquire -session=abc123 redis/lock/update host1
    """;
  }

  @Override
  protected String failure() {
    return "Error! Failed writing data";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
      return terminal.fail("Error! Missing KEY argument");
    }
    if (arguments.size() > 2) {
      return terminal.fail("Too many arguments (expected 1 or 2, got " + arguments.size() + ")");
    }
    String key = arguments.get(0);
    byte[] value = arguments.size() < 2 ? new byte[0] : Files.dataOf(arguments.get(1), terminal);
    if (base64.isOn()) {
      value = decode(value, terminal);
    }
    if ((acquire.isOn() || release.isOn()) && session.text().isEmpty()) {
      return terminal.fail("Error! Missing -session (required with -acquire and -release)");
    }
    Request request = KvWrite.put(client, key, value, keyFlags.number());
    if (cas.isOn()) {
      return checkAndSet(request, key, terminal);
    }
    if (acquire.isOn()) {
      return lock(request.param("acquire", session.text()), "acquire", key, terminal);
    }
    if (release.isOn()) {
      return lock(request.param("release", session.text()), "release", key, terminal);
    }
    request.sendOk().close();
    return written(key, terminal);
  }

  /// Broken base64 is complained about, and what could be read of it is written all the same:
  /// scripts know the reference program to do so.
  private static byte[] decode(byte[] value, Terminal terminal) {
    GoBase64 decoded = GoBase64.decode(value);
    if (!decoded.complaint().isEmpty()) {
      terminal.error("Error! Cannot base 64 decode data: " + decoded.complaint());
    }
    return decoded.bytes();
  }

  private int checkAndSet(Request request, String key, Terminal terminal) {
    long index = modifyIndex.number();
    if (KvWrite.send(request.param("cas", Long.toUnsignedString(index)))) {
      return written(key, terminal);
    }
    return terminal.fail(
        "Error! Did not write to "
            + key
            + (index == 0
                ? ": CAS performed with index=0 and key already exists."
                : ": CAS failed"));
  }

  private static int lock(Request request, String verb, String key, Terminal terminal) {
    if (!KvWrite.send(request)) {
      return terminal.fail("Error! Did not " + verb + " lock");
    }
    terminal.print("Success! Lock " + verb + "d on: " + key);
    return ExitCode.OK;
  }

  private static int written(String key, Terminal terminal) {
    terminal.print("Success! Data written to: " + key);
    return ExitCode.OK;
  }
}
