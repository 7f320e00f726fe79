package org.consulkv.http.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.consulkv.http.filter.Expression.Match;
import org.jspecify.annotations.Nullable;

/// What filters can select in one kind of value: fields by their names in JSON, case included.
///
/// Threading: immutable, so thread-safe.
public final class Selectors<T> {
  private final Map<String, Field<T>> fields;

  private Selectors(Map<String, Field<T>> fields) {
    this.fields = fields;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /// The test of one comparison.
  ///
  /// @param depth how much of the selector led here
  Predicate<T> matching(Match match, int depth) {
    Field<T> field =
        depth < match.selector().size() ? fields.get(match.selector().get(depth)) : null;
    if (field == null) {
      throw Field.unknown(match);
    }
    return field.matching(match, depth + 1);
  }

  /// Collects the fields of a kind of value.
  public static final class Builder<T> {
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();

    private Builder() {}

    public Builder<T> text(String name, Function<T, String> value) {
      return field(name, new TextField<>(value));
    }

    public Builder<T> number(String name, ToLongFunction<T> value) {
      return field(name, new NumberField<>(value));
    }

    public Builder<T> flag(String name, Predicate<T> value) {
      return field(name, new FlagField<>(value));
    }

    /// A list of texts; null is an empty one.
    public Builder<T> texts(String name, Function<T, @Nullable List<String>> value) {
      return field(name, new TextsField<>(value));
    }

    /// A map with any keys, to texts; null is an empty one.
    public Builder<T> textMap(String name, Function<T, @Nullable Map<String, String>> value) {
      return field(name, new MapField<>(value, new TextField<>(text -> text)));
    }

    /// A map with any keys, to values with fields; null is an empty one.
    public <V> Builder<T> map(
        String name, Function<T, @Nullable Map<String, V>> value, Selectors<V> inner) {
      return field(name, new MapField<>(value, inner::matching));
    }

    /// A value with fields of its own; null is one that has none.
    public <V> Builder<T> object(String name, Function<T, @Nullable V> value, Selectors<V> inner) {
      return field(name, new ObjectField<>(value, inner));
    }

    /// A list of values with fields; a comparison holds if it holds of any of them.
    public <V> Builder<T> list(
        String name, Function<T, @Nullable List<V>> value, Selectors<V> inner) {
      return field(name, new ListField<>(value, inner));
    }

    private Builder<T> field(String name, Field<T> field) {
      fields.put(name, field);
      return this;
    }

    public Selectors<T> build() {
      return new Selectors<>(Map.copyOf(fields));
    }
  }
}
