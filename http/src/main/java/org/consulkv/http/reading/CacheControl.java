package org.consulkv.http.reading;

import java.time.Duration;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.server.ApiException;

/// What the header `Cache-Control` of a request asks for.
///
/// @param anew whether no answer that is kept will do
/// @param maxAge how old an answer may be
/// @param staleIfError how old it may be if there is no way to a newer one
public record CacheControl(
    boolean anew, Optional<Duration> maxAge, Optional<Duration> staleIfError) {
  private static final int DIRECTIVES = 16;
  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /// @throws ApiException if the header is malformed
  public static CacheControl of(String header) {
    boolean anew = false;
    Optional<Duration> maxAge = Optional.empty();
    Optional<Duration> staleIfError = Optional.empty();
    for (String directive : header.strip().split("[,\\s]+", DIRECTIVES)) {
      String[] parts = directive.split("=", 2);
      switch (parts[0]) {
        case "must-revalidate" -> anew = true;
        case "max-age" -> maxAge = Optional.of(seconds(parts));
        case "stale-if-error" -> staleIfError = Optional.of(seconds(parts));
        default -> {} // of no concern here
      }
    }
    return new CacheControl(
        anew || maxAge.filter(Duration::isZero).isPresent(), maxAge, staleIfError);
  }

  /// How old an answer may be if there is no way to a newer one; negative if it has to be new.
  Duration oldest() {
    if (!anew && maxAge.isEmpty()) {
      return FOREVER;
    }
    Duration fresh = anew ? Duration.ofNanos(-1) : maxAge.orElse(FOREVER);
    return staleIfError.filter(most -> most.compareTo(fresh) > 0).orElse(fresh);
  }

  private static Duration seconds(String[] parts) {
    String text = parts.length == 2 ? parts[1] : "";
    if (text.isEmpty() || !GoNumbers.isUnsigned(text)) {
      throw Call.badRequest("Invalid Cache-Control header.");
    }
    long seconds = GoNumbers.unsigned(text);
    return Duration.ofSeconds(seconds < 0 ? Long.MAX_VALUE : seconds);
  }
}
