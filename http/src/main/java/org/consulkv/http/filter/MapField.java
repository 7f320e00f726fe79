package org.consulkv.http.filter;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.consulkv.http.filter.Expression.Match;
import org.jspecify.annotations.Nullable;

/// A map with any keys; null is an empty one.
record MapField<T, V>(Function<T, @Nullable Map<String, V>> map, Field<V> entry)
    implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    if (depth < match.selector().size()) {
      return inEntry(match, depth);
    }
    return switch (match.operator()) {
      case IN -> has(match.value());
      case NOT_IN -> has(match.value()).negate();
      case IS_EMPTY -> this::isEmpty;
      case IS_NOT_EMPTY -> owner -> !isEmpty(owner);
      case EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES -> throw Field.misfit(match);
    };
  }

  private Predicate<T> inEntry(Match match, int depth) {
    String key = match.selector().get(depth);
    Predicate<V> inside = entry.matching(match, depth + 1);
    boolean otherwise = match.operator().holdsOfNothing();
    return owner -> {
      Map<String, V> its = map.apply(owner);
      V value = its == null ? null : its.get(key);
      return value == null ? otherwise : inside.test(value);
    };
  }

  private Predicate<T> has(String key) {
    return owner -> {
      Map<String, V> its = map.apply(owner);
      return its != null && its.containsKey(key);
    };
  }

  private boolean isEmpty(T owner) {
    Map<String, V> its = map.apply(owner);
    return its == null || its.isEmpty();
  }
}
