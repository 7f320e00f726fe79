package org.consulkv.server.query;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.query.PreparedQuery;
import org.jspecify.annotations.Nullable;

/// Which prepared queries may be stored, in Consul's words.
final class QueryRules {
  /// What readers see instead of a token they may not see.
  private static final String HIDDEN = "<hidden>";

  private static final Pattern META_KEY = Pattern.compile("[A-Za-z0-9_-]+");
  private static final int META_PAIRS = 64;
  private static final int META_KEY_LENGTH = 128;
  private static final int META_VALUE_LENGTH = 512;

  private QueryRules() {}

  /// @throws ApiException if a field is out of bounds
  static void check(PreparedQuery query) {
    if (query.name().isEmpty() && query.session().isEmpty() && !query.isTemplate()) {
      throw invalid("Must be bound to a session");
    }
    if (query.token().equals(HIDDEN)) {
      throw invalid(
          "Bad Token '"
              + HIDDEN
              + "', it looks like a query definition with a redacted token was submitted");
    }
    if (query.service().service().isEmpty()) {
      throw invalid("Must provide a Service name to query");
    }
    int nearest = query.service().failover().nearestN();
    if (nearest < 0) {
      throw invalid("Bad NearestN '" + nearest + "', must be >= 0");
    }
    checkMeta(query.service().nodeMeta());
    checkTtl(query.dnsTtl());
  }

  private static void checkTtl(String text) {
    if (text.isEmpty()) {
      return;
    }
    Duration ttl;
    try {
      ttl = GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid("Bad DNS TTL '" + text + "': " + e.getMessage());
    }
    if (ttl.isNegative()) {
      throw invalid("DNS TTL '" + ttl.toNanos() + "', must be >=0");
    }
  }

  private static void checkMeta(@Nullable Map<String, String> meta) {
    if (meta == null) {
      return;
    }
    if (meta.size() > META_PAIRS) {
      throw invalid("Node metadata cannot contain more than " + META_PAIRS + " key/value pairs");
    }
    meta.forEach((key, value) -> {
      String problem = metaProblem(key, value);
      if (!problem.isEmpty()) {
        throw invalid("Couldn't load metadata pair ('" + key + "', '" + value + "'): " + problem);
      }
    });
  }

  private static String metaProblem(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!META_KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > META_KEY_LENGTH) {
      return "Key is too long (limit: " + META_KEY_LENGTH + " characters)";
    }
    return value.length() > META_VALUE_LENGTH
        ? "Value is too long (limit: " + META_VALUE_LENGTH + " characters)"
        : "";
  }

  private static ApiException invalid(String message) {
    return new ApiException(ErrorKind.REFUSED, "Invalid prepared query: " + message);
  }
}
