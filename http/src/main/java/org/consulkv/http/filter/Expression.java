package org.consulkv.http.filter;

import java.util.List;

/// A parsed filter. What its selectors mean is not known yet.
sealed interface Expression {

  record And(Expression left, Expression right) implements Expression {}

  record Or(Expression left, Expression right) implements Expression {}

  record Not(Expression negated) implements Expression {}

  /// @param selector the way to the compared value, by the names of fields and the keys of maps
  /// @param value what it is compared with; empty for operators without one
  record Match(List<String> selector, Operator operator, String value) implements Expression {
    public Match {
      selector = List.copyOf(selector);
    }

    /// The selector as errors show it.
    String selectorText() {
      return String.join(".", selector);
    }
  }
}
