package org.consulkv.http.filter;

import java.util.function.Function;
import java.util.function.Predicate;
import org.consulkv.http.filter.Expression.Match;
import org.jspecify.annotations.Nullable;

/// A value with fields of its own; null is one that has none.
record ObjectField<T, V>(Function<T, @Nullable V> object, Selectors<V> inner) implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    Predicate<V> inside = inner.matching(match, depth);
    boolean otherwise = match.operator().holdsOfNothing();
    return owner -> {
      V its = object.apply(owner);
      return its == null ? otherwise : inside.test(its);
    };
  }
}
