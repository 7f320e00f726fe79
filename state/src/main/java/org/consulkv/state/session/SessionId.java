package org.consulkv.state.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.consulkv.runtime.Bytes;

/// The name of a session.
public record SessionId(UUID value) {

  /// What Consul says of text that cannot be an id.
  public static final String MALFORMED =
      "failed session lookup: index error: UUID must be 36 characters";

  /// The id a text names, in either case; empty for anything that is not a UUID of 36 characters.
  public static Optional<SessionId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new SessionId(UUID.fromString(text)));
  }

  /// The id as 16 bytes.
  public Bytes encoded() {
    return Bytes.owning(
        ByteBuffer.allocate(16)
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .array());
  }

  /// The reverse of [#encoded].
  public static SessionId decode(Bytes encoded) {
    ByteBuffer buffer = ByteBuffer.wrap(encoded.shared());
    return new SessionId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /// The id as Consul writes it, in lower case.
  public String text() {
    return value.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
