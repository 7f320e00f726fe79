package org.consulkv.cli.catalog;

import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;

/// Flags of `key=value` pairs, and the query parameters they become.
final class NodeMeta {
  private NodeMeta() {}

  static void add(Request request, Flag flag) {
    for (String pair : flag.all()) {
      int equals = equals(pair, flag);
      request.param("node-meta", pair.substring(0, equals) + ":" + pair.substring(equals + 1));
    }
  }

  /// Where the key ends.
  static int equals(String pair, Flag flag) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      throw new CommandError(
          "invalid value "
              + GoValues.quote(pair)
              + " for flag -"
              + flag.name()
              + ": Missing \"=\" value in argument: "
              + pair);
    }
    return equals;
  }
}
