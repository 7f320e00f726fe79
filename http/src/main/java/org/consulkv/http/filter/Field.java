package org.consulkv.http.filter;

import java.util.function.Predicate;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.filter.Expression.Match;

/// One field of a kind of value, or one kind of entry of a map.
interface Field<T> {

  /// The test of a comparison of what the field holds, or of something inside it.
  ///
  /// @param depth how much of the selector led here
  /// @throws FilterException if the rest of the selector leads nowhere, or the operator does not
  ///   fit
  Predicate<T> matching(Match match, int depth);

  /// Demands that the selector ends here.
  static void requireEnd(Match match, int depth) {
    if (depth != match.selector().size()) {
      throw unknown(match);
    }
  }

  static FilterException unknown(Match match) {
    return new FilterException("Selector \"" + match.selectorText() + "\" is not valid");
  }

  static FilterException misfit(Match match) {
    return new FilterException(
        "Invalid match operator \""
            + match.operator().text()
            + "\" for selector \""
            + match.selectorText()
            + "\"");
  }

  /// Says that the value is not of the field's type.
  static FilterException coerced(Match match, String function, String why) {
    String value = GoNumbers.quoted(match.value());
    return new FilterException(
        "Failed to coerce value "
            + value
            + " for selector \""
            + match.selectorText()
            + "\": strconv."
            + function
            + ": parsing "
            + value
            + ": "
            + why);
  }
}
