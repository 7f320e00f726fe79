package org.consulkv.http.filter;

import java.util.List;
import java.util.function.Predicate;
import org.consulkv.http.filter.Expression.And;
import org.consulkv.http.filter.Expression.Match;
import org.consulkv.http.filter.Expression.Not;
import org.consulkv.http.filter.Expression.Or;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// A filter over one kind of value. Filters with the same text and the same selectors are equal, so
/// that questions which hold them are.
///
/// Threading: immutable, so thread-safe.
public final class Filter<T> implements Predicate<T> {
  private final String text;
  private final Selectors<T> selectors;
  private final Predicate<T> predicate;

  private Filter(String text, Selectors<T> selectors, Predicate<T> predicate) {
    this.text = text;
    this.selectors = selectors;
    this.predicate = predicate;
  }

  /// @param text the value of `?filter=`; an empty one lets everything pass
  /// @throws ApiException if it is malformed, or selects what there is not
  public static <T> Filter<T> parse(String text, Selectors<T> selectors) {
    if (text.isEmpty()) {
      return new Filter<>("", selectors, value -> true);
    }
    try {
      return new Filter<>(text, selectors, compile(FilterParser.parse(text), selectors));
    } catch (FilterException e) {
      throw new ApiException(
          ErrorKind.REFUSED, "Failed to create boolean expression evaluator: " + e.getMessage(), e);
    }
  }

  private static <T> Predicate<T> compile(Expression expression, Selectors<T> selectors) {
    return switch (expression) {
      case And(var left, var right) -> compile(left, selectors).and(compile(right, selectors));
      case Or(var left, var right) -> compile(left, selectors).or(compile(right, selectors));
      case Not(var negated) -> compile(negated, selectors).negate();
      case Match match -> selectors.matching(match, 0);
    };
  }

  /// Whether everything passes.
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public boolean test(T value) {
    return predicate.test(value);
  }

  /// The values that pass, in their order.
  public List<T> of(List<T> values) {
    return isEmpty() ? values : values.stream().filter(this).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filter<?> filter
        && text.equals(filter.text)
        && selectors.equals(filter.selectors);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
