package org.consulkv.dns.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.state.catalog.Node;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A node's metadata as TXT records, one for each pair: `key=value`, or the value alone if the key
/// starts with `rfc1035-`.
///
/// @see "RFC 1464"
final class NodeMeta {
  private static final String PLAIN = "rfc1035-";
  private static final int STRING_BYTES = 255;

  private NodeMeta() {}

  static List<Record> records(Name owner, long ttl, Node node) {
    Map<String, String> meta = node.meta();
    if (meta == null) {
      return List.of();
    }
    List<Record> records = new ArrayList<>(meta.size());
    meta.forEach((key, value) ->
        records.add(Record.newRecord(owner, Type.TXT, DClass.IN, ttl, strings(text(key, value)))));
    return records;
  }

  private static String text(String key, String value) {
    return key.startsWith(PLAIN) ? value : quoted(key) + "=" + value;
  }

  /// A key in which the signs that would end it are marked.
  private static String quoted(String key) {
    String marked = key.replace("`", "``").replace("=", "`=");
    return marked.replaceAll("^[ \t]", "`$0").replaceAll("[ \t]$", "`$0");
  }

  /// Strings of at most 255 bytes, each after its length.
  private static byte[] strings(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 2);
    int at = 0;
    do {
      int length = Math.min(STRING_BYTES, bytes.length - at);
      out.write(length);
      out.write(bytes, at, length);
      at += length;
    } while (at < bytes.length);
    return out.toByteArray();
  }
}
