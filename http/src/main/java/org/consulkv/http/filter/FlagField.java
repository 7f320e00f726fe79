package org.consulkv.http.filter;

import java.util.function.Predicate;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.filter.Expression.Match;
import org.consulkv.server.ApiException;

/// A truth value.
record FlagField<T>(Predicate<T> flag) implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    Field.requireEnd(match, depth);
    return switch (match.operator()) {
      case EQUAL -> is(match);
      case NOT_EQUAL -> is(match).negate();
      case IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY, MATCHES, NOT_MATCHES -> throw Field.misfit(match);
    };
  }

  private Predicate<T> is(Match match) {
    boolean value;
    try {
      value = GoNumbers.truth(match.value());
    } catch (ApiException e) {
      throw Field.coerced(match, "ParseBool", "invalid syntax");
    }
    return owner -> flag.test(owner) == value;
  }
}
