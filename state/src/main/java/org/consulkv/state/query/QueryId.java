package org.consulkv.state.query;

import java.util.Optional;
import java.util.UUID;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.session.SessionId;

/// The name that a prepared query is given when it is made.
public record QueryId(UUID value) {

  /// What Consul says of text that cannot be an id.
  public static final String MALFORMED =
      "failed prepared query lookup: index error: UUID must be 36 characters";

  /// The id a text names, in either case; empty for anything that is not a UUID of 36 characters.
  public static Optional<QueryId> parse(String text) {
    return SessionId.parse(text).map(id -> new QueryId(id.value()));
  }

  Bytes encoded() {
    return new SessionId(value).encoded();
  }

  static QueryId decode(Bytes encoded) {
    return new QueryId(SessionId.decode(encoded).value());
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
