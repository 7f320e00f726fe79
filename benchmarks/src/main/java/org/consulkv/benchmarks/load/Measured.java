package org.consulkv.benchmarks.load;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What one round of a workload gave: the number that rounds are compared by, and the whole as
/// text.
///
/// @param sortedBy the median round is the one with the median of this
/// @param result the cells of the table
record Measured(double sortedBy, String result) {
  @FormatMethod
  static Measured of(double sortedBy, String format, Object... values) {
    return new Measured(sortedBy, String.format(Locale.ROOT, format, values));
  }

  static Measured median(List<Measured> rounds) {
    List<Measured> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(Measured::sortedBy)).toList();
    return sorted.get(sorted.size() / 2);
  }
}
