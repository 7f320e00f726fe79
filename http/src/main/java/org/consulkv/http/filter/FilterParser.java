package org.consulkv.http.filter;

import java.util.List;
import org.consulkv.http.filter.Expression.And;
import org.consulkv.http.filter.Expression.Match;
import org.consulkv.http.filter.Expression.Not;
import org.consulkv.http.filter.Expression.Or;
import org.jspecify.annotations.Nullable;

/// Parses a filter by trying alternatives in order. A method gives null, and leaves the text where
/// it was, if what it stands for does not come next.
///
/// ```
/// or     = and { "or" and }          and = not { "and" not }      not = "not" not | "(" or ")" | match
/// match  = selector ("==" | "!=" | ["not"] "contains" | ["not"] "matches") value
///        | selector "is" ["not"] "empty"
///        | value ["not"] "in" selector
/// ```
///
/// @see "Consul's documentation, HTTP API, Features, Filtering"
final class FilterParser {
  private static final int MAX_DEPTH = 200;

  private final FilterText in;
  private final FilterWords words;
  private int depth;

  private FilterParser(String text) {
    in = new FilterText(text);
    words = new FilterWords(in);
  }

  static Expression parse(String text) {
    var parser = new FilterParser(text);
    Expression whole = parser.whole();
    if (whole == null) {
      throw parser.in.noMatch();
    }
    return whole;
  }

  private @Nullable Expression whole() {
    in.skipSpace();
    Expression expression = or();
    if (expression == null) {
      return null;
    }
    in.skipSpace();
    return in.atEnd() ? expression : null;
  }

  private @Nullable Expression or() {
    Expression left = and();
    while (left != null && joined("or")) {
      Expression right = and();
      if (right == null) {
        return null;
      }
      left = new Or(left, right);
    }
    return left;
  }

  private @Nullable Expression and() {
    Expression left = not();
    while (left != null && joined("and")) {
      Expression right = not();
      if (right == null) {
        return null;
      }
      left = new And(left, right);
    }
    return left;
  }

  /// Takes a word that joins two expressions, with the space around it.
  private boolean joined(String word) {
    int start = in.position();
    if (in.space() && in.take(word) && in.space()) {
      return true;
    }
    in.backTo(start);
    return false;
  }

  private @Nullable Expression not() {
    if (++depth > MAX_DEPTH) {
      throw in.error("grouping", "Nested too deeply");
    }
    try {
      int start = in.position();
      if (in.take("not") && in.space()) {
        Expression negated = not();
        if (negated != null) {
          return new Not(negated);
        }
      }
      in.backTo(start);
      Expression grouped = grouping();
      return grouped == null ? match() : grouped;
    } finally {
      depth--;
    }
  }

  private @Nullable Expression grouping() {
    int start = in.position();
    if (!in.take("(")) {
      return null;
    }
    in.skipSpace();
    Expression inner = or();
    if (inner == null) {
      in.backTo(start);
      return null;
    }
    in.skipSpace();
    if (!in.take(")")) {
      throw in.error("grouping", "Unmatched parentheses");
    }
    return inner;
  }

  private @Nullable Expression match() {
    int start = in.position();
    List<String> selector = words.selector();
    if (selector != null) {
      int after = in.position();
      Expression compared = compared(selector);
      if (compared == null) {
        in.backTo(after);
        compared = emptiness(selector);
      }
      if (compared != null) {
        return compared;
      }
    }
    in.backTo(start);
    Expression inSelector = inSelector();
    if (inSelector == null) {
      in.backTo(start);
    }
    return inSelector;
  }

  private @Nullable Expression compared(List<String> selector) {
    int start = in.position();
    Operator operator = sign();
    if (operator == null) {
      in.backTo(start);
      operator = word();
    }
    if (operator == null) {
      return null;
    }
    String value = words.value();
    return value == null ? null : new Match(selector, operator, value);
  }

  private @Nullable Operator sign() {
    in.skipSpace();
    Operator operator = in.take("==") ? Operator.EQUAL : in.take("!=") ? Operator.NOT_EQUAL : null;
    if (operator != null) {
      in.skipSpace();
    }
    return operator;
  }

  private @Nullable Operator word() {
    if (!in.space()) {
      return null;
    }
    boolean negated = negated();
    Operator operator = null;
    if (in.take("contains")) {
      operator = negated ? Operator.NOT_IN : Operator.IN;
    } else if (in.take("matches")) {
      operator = negated ? Operator.NOT_MATCHES : Operator.MATCHES;
    }
    return operator != null && in.space() ? operator : null;
  }

  private @Nullable Expression emptiness(List<String> selector) {
    if (in.space() && in.take("is") && in.space()) {
      Operator operator = negated() ? Operator.IS_NOT_EMPTY : Operator.IS_EMPTY;
      if (in.take("empty")) {
        return new Match(selector, operator, "");
      }
    }
    return null;
  }

  private @Nullable Expression inSelector() {
    String value = words.value();
    if (value == null || !in.space()) {
      return null;
    }
    Operator operator = negated() ? Operator.NOT_IN : Operator.IN;
    if (!in.take("in") || !in.space()) {
      return null;
    }
    List<String> selector = words.selector();
    if (selector == null) {
      throw in.error("match", "Invalid selector");
    }
    return new Match(selector, operator, value);
  }

  /// Takes the word `not` with the space after it.
  private boolean negated() {
    int start = in.position();
    if (in.take("not") && in.space()) {
      return true;
    }
    in.backTo(start);
    return false;
  }
}
