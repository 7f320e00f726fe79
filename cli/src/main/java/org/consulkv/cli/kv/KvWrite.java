package org.consulkv.cli.kv;

import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;

/// A write of one key. The agent answers `true` or `false`.
final class KvWrite {
  private KvWrite() {}

  static Request put(Client client, String key, byte[] value, long flags) {
    if (key.startsWith("/")) {
      throw new ClientError("Invalid key. Key must not begin with a '/': " + key);
    }
    Request request = client.put("/v1/kv/" + Escape.path(key)).body(value);
    return flags == 0 ? request : request.param("flags", Long.toUnsignedString(flags));
  }

  static boolean send(Request request) {
    return request.sendOk().text().contains("true");
  }
}
