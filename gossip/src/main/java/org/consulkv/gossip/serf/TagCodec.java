package org.consulkv.gossip.serf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.runtime.Bytes;

/// Tags as members carry them: a mark, and a map of texts.
public final class TagCodec {
  /// The most bytes that tags may have.
  public static final int LIMIT = 512;

  private static final int MARK = 0xff;

  private TagCodec() {}

  /// @throws IllegalArgumentException if they are too long for members to carry
  public static Bytes encode(Map<String, String> tags) {
    MsgWriter out = new MsgWriter().kind(MARK).map(tags.size());
    new TreeMap<>(tags).forEach((name, value) -> out.text(name).text(value));
    Bytes bytes = out.toBytes();
    if (bytes.length() > LIMIT) {
      throw new IllegalArgumentException(
          "Encoded length of tags exceeds limit of " + LIMIT + " bytes");
    }
    return bytes;
  }

  /// Members older than tags only have a role.
  public static Map<String, String> decode(Bytes meta) {
    if (meta.isEmpty() || meta.at(0) != MARK) {
      return meta.isEmpty() ? Map.of() : Map.of("role", meta.toUtf8());
    }
    try {
      MsgReader in = new MsgReader(meta);
      in.kind();
      MsgMap map = in.map();
      Map<String, String> tags = new LinkedHashMap<>();
      for (String name : map.names()) {
        tags.put(name, map.text(name));
      }
      return tags;
    } catch (MalformedException _) {
      return Map.of();
    }
  }
}
