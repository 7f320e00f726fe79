package org.consulkv.http.filter;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.consulkv.http.filter.Expression.Match;
import org.jspecify.annotations.Nullable;

/// A list of values with fields; null is an empty one. A comparison holds if it holds of any.
record ListField<T, V>(Function<T, @Nullable List<V>> list, Selectors<V> inner)
    implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    if (depth < match.selector().size()) {
      Predicate<V> inside = inner.matching(match, depth);
      return owner -> {
        List<V> its = list.apply(owner);
        return its != null && its.stream().anyMatch(inside);
      };
    }
    return switch (match.operator()) {
      case IS_EMPTY -> this::isEmpty;
      case IS_NOT_EMPTY -> owner -> !isEmpty(owner);
      case EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES -> throw Field.misfit(match);
    };
  }

  private boolean isEmpty(T owner) {
    List<V> its = list.apply(owner);
    return its == null || its.isEmpty();
  }
}
