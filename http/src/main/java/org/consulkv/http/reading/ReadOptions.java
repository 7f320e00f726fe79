package org.consulkv.http.reading;

import java.time.Duration;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.request.QueryString;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.ApiException;
import org.consulkv.server.Consistency;

/// What a reader asks of the answer beside its content.
///
/// @param index the index the reader has seen; 0 to be answered at once
/// @param patience how long to wait for a later one; zero or less if the reader does not say
/// @param streams whether the answer is to look like one of Consul's streaming backend
/// @param maxStale the most that a stale answer may be behind; empty for any
/// @param cached what the answer says of having been asked for before
/// @param lost for how long there may have been no leader, if the answer is to be what is here;
///   negative if it is not to be
public record ReadOptions(
    Consistency consistency,
    Optional<Duration> maxStale,
    long index,
    Duration patience,
    boolean streams,
    Cached cached,
    Duration lost) {
  private static final Duration NEVER = Duration.ofNanos(-1);

  public static final ReadOptions PLAIN = new ReadOptions(Consistency.DEFAULT, 0, Duration.ZERO);

  public ReadOptions(Consistency consistency, long index, Duration patience) {
    this(consistency, Optional.empty(), index, patience, false, Cached.NO, NEVER);
  }

  /// @throws ApiException if a parameter is malformed, or two contradict each other
  public static ReadOptions of(QueryString query) {
    if (query.isEmpty()) {
      return PLAIN;
    }
    Duration patience = patience(query.first("wait"));
    long index = index(query.first("index"));
    Optional<Duration> maxStale = maxStale(query.first("max_stale"));
    Consistency consistency = consistency(query, maxStale.isPresent());
    return new ReadOptions(consistency, maxStale, index, patience, false, Cached.NO, NEVER);
  }

  private static long index(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!GoNumbers.isUnsigned(text)) {
      throw Call.badRequest("Invalid index");
    }
    long index = Long.parseUnsignedLong(text);
    return index < 0 ? Long.MAX_VALUE : index;
  }

  private static Duration patience(String text) {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw Call.badRequest("Invalid wait time");
    }
  }

  private static Optional<Duration> maxStale(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GoDuration.parse(text));
    } catch (IllegalArgumentException e) {
      throw Call.badRequest("Invalid max_stale value " + GoNumbers.quoted(text));
    }
  }

  private static Consistency consistency(QueryString query, boolean bounded) {
    boolean stale = bounded || query.has("stale");
    boolean consistent = query.has("consistent");
    if (stale && consistent) {
      throw Call.badRequest("Cannot specify ?stale with ?consistent, conflicting semantics.");
    }
    if (consistent && query.has("cached")) {
      throw Call.badRequest("Cannot specify ?cached with ?consistent, conflicting semantics.");
    }
    return stale ? Consistency.STALE : consistent ? Consistency.CONSISTENT : Consistency.DEFAULT;
  }

  /// The same for an answer that looks like one of the streaming backend.
  public ReadOptions streaming() {
    return new ReadOptions(consistency, maxStale, index, patience, true, cached, lost);
  }

  /// The same, with this consistency.
  ReadOptions with(Consistency other) {
    return new ReadOptions(other, maxStale, index, patience, streams, cached, lost);
  }

  /// The same for an answer that says this of having been asked for before.
  ReadOptions with(Cached mark) {
    return new ReadOptions(consistency, maxStale, index, patience, streams, mark, lost);
  }

  /// The same for an answer that may be what is here after that time without a leader.
  ReadOptions withoutLeaderFor(Duration most) {
    return new ReadOptions(consistency, maxStale, index, patience, streams, cached, most);
  }

  /// The same for an answer that is what is here, since there is no leader.
  ReadOptions withoutLeader() {
    return new ReadOptions(Consistency.STALE, maxStale, index, patience, streams, Cached.HIT, lost);
  }

  /// Whether the reader asks for an answer that may be cached.
  public boolean isCached() {
    return cached != Cached.NO;
  }

  /// Whether the reader wants to wait for a change.
  public boolean blocks() {
    return index != 0;
  }

  /// The word of the header `X-Consul-Effective-Consistency`.
  public String effective() {
    return switch (consistency) {
      case DEFAULT -> "leader";
      case CONSISTENT -> "consistent";
      case STALE -> "stale";
    };
  }
}
