package org.consulkv.server.catalog;

import java.util.Map;
import java.util.Optional;

/// What may be in the meta of a service.
public final class MetaRules {
  private static final int PAIRS = 64;
  private static final int KEY_CHARACTERS = 128;
  private static final int VALUE_CHARACTERS = 512;
  private static final String RESERVED = "consul-";

  private MetaRules() {}

  /// Why these pairs are refused, if they are.
  public static Optional<String> problem(Map<String, String> meta) {
    if (meta.size() > PAIRS) {
      return Optional.of("Node metadata cannot contain more than 64 key/value pairs");
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      Optional<String> problem = problem(pair.getKey(), pair.getValue());
      if (problem.isPresent()) {
        String shown = "('" + pair.getKey() + "', '" + pair.getValue() + "'): ";
        return Optional.of("Couldn't load metadata pair " + shown + problem.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(String key, String value) {
    if (key.isEmpty()) {
      return Optional.of("Key cannot be blank");
    }
    if (!key.chars().allMatch(MetaRules::inKeys)) {
      return Optional.of("Key contains invalid characters");
    }
    if (key.length() > KEY_CHARACTERS) {
      return Optional.of("Key is too long (limit: 128 characters)");
    }
    if (key.startsWith(RESERVED)) {
      return Optional.of("Key prefix 'consul-' is reserved for internal use");
    }
    return value.length() > VALUE_CHARACTERS
        ? Optional.of("Value is too long (limit: 512 characters)")
        : Optional.empty();
  }

  private static boolean inKeys(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
