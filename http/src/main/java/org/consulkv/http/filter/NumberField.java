package org.consulkv.http.filter;

import com.google.re2j.Pattern;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.consulkv.http.filter.Expression.Match;

/// A whole number.
record NumberField<T>(ToLongFunction<T> number) implements Field<T> {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

  @Override
  public Predicate<T> matching(Match match, int depth) {
    Field.requireEnd(match, depth);
    return switch (match.operator()) {
      case EQUAL -> equalTo(match);
      case NOT_EQUAL -> equalTo(match).negate();
      case IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY, MATCHES, NOT_MATCHES -> throw Field.misfit(match);
    };
  }

  private Predicate<T> equalTo(Match match) {
    if (!WHOLE.matches(match.value())) {
      throw Field.coerced(match, "ParseInt", "invalid syntax");
    }
    long value;
    try {
      value = Long.parseLong(match.value());
    } catch (NumberFormatException e) {
      throw Field.coerced(match, "ParseInt", "value out of range");
    }
    return owner -> number.applyAsLong(owner) == value;
  }
}
