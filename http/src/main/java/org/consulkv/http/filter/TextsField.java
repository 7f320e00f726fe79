package org.consulkv.http.filter;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.consulkv.http.filter.Expression.Match;
import org.jspecify.annotations.Nullable;

/// A list of texts; null is an empty one.
record TextsField<T>(Function<T, @Nullable List<String>> texts) implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    Field.requireEnd(match, depth);
    return switch (match.operator()) {
      case IN -> contains(match.value());
      case NOT_IN -> contains(match.value()).negate();
      case IS_EMPTY -> this::isEmpty;
      case IS_NOT_EMPTY -> owner -> !isEmpty(owner);
      case EQUAL, NOT_EQUAL, MATCHES, NOT_MATCHES -> throw Field.misfit(match);
    };
  }

  private Predicate<T> contains(String value) {
    return owner -> {
      List<String> its = texts.apply(owner);
      return its != null && its.contains(value);
    };
  }

  private boolean isEmpty(T owner) {
    List<String> its = texts.apply(owner);
    return its == null || its.isEmpty();
  }
}
