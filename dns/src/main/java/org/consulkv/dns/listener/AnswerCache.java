package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Response;
import org.jspecify.annotations.Nullable;

/// Answers that were given before, by the bytes of the question; valid for one version of what they
/// were made from.
///
/// Threading: confined to one event loop.
final class AnswerCache {
  /// What answers are made from.
  ///
  /// @param changed the index of the last change of anything that answers depend on
  /// @param floor the index of the last restore
  record Version(Zone zone, long changed, long floor) {}

  private static final int ID_BYTES = 2;

  private final Map<Key, Response> answers = new HashMap<>();
  private final Key probe = new Key(new byte[DnsLimits.QUESTION_BYTES]);
  private @Nullable Version version;
  private long bytes;

  /// Forgets everything that was made from another version.
  void at(Zone zone, long changed, long floor) {
    Version held = version;
    if (held == null || held.zone() != zone || held.changed() != changed || held.floor() != floor) {
      clear();
      version = new Version(zone, changed, floor);
    }
  }

  /// The answer to these bytes, whatever the id before them.
  @Nullable Response find(ByteBuf message, boolean tcp) {
    int length = message.readableBytes() - ID_BYTES;
    if (length > probe.bytes.length) {
      return null;
    }
    message.getBytes(message.readerIndex() + ID_BYTES, probe.bytes, 0, length);
    probe.set(length, tcp);
    return answers.get(probe);
  }

  void put(byte[] message, boolean tcp, Response response) {
    int length = message.length - ID_BYTES;
    if (length > DnsLimits.QUESTION_BYTES) {
      return;
    }
    if (answers.size() >= DnsLimits.CACHED_ANSWERS
        || bytes + response.bytes() > DnsLimits.CACHED_BYTES) {
      clear();
    }
    Key key = new Key(Arrays.copyOfRange(message, ID_BYTES, message.length));
    key.set(length, tcp);
    answers.put(key, response);
    bytes += response.bytes();
  }

  private void clear() {
    answers.clear();
    bytes = 0;
  }

  /// Bytes as a key; the one that is looked up with changes, those in the map do not.
  private static final class Key {
    private final byte[] bytes;
    private int length;
    private boolean tcp;
    private int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
    }

    void set(int newLength, boolean overTcp) {
      length = newLength;
      tcp = overTcp;
      int sum = overTcp ? 1 : 0;
      for (int i = 0; i < newLength; i++) {
        sum = 31 * sum + bytes[i];
      }
      hash = sum;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && hash == key.hash
          && tcp == key.tcp
          && Arrays.equals(bytes, 0, length, key.bytes, 0, key.length);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
