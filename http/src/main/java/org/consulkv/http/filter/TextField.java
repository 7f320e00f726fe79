package org.consulkv.http.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.filter.Expression.Match;

/// A text.
record TextField<T>(Function<T, String> text) implements Field<T> {
  @Override
  public Predicate<T> matching(Match match, int depth) {
    Field.requireEnd(match, depth);
    String value = match.value();
    return switch (match.operator()) {
      case EQUAL -> owner -> text.apply(owner).equals(value);
      case NOT_EQUAL -> owner -> !text.apply(owner).equals(value);
      case IN -> owner -> text.apply(owner).contains(value);
      case NOT_IN -> owner -> !text.apply(owner).contains(value);
      case MATCHES -> matches(value);
      case NOT_MATCHES -> matches(value).negate();
      case IS_EMPTY, IS_NOT_EMPTY -> throw Field.misfit(match);
    };
  }

  private Predicate<T> matches(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new FilterException(
          "Failed to compile regular expression "
              + GoNumbers.quoted(expression)
              + ": "
              + e.getMessage());
    }
    return owner -> pattern.matcher(text.apply(owner)).find();
  }
}
