package org.consulkv.agent.check;

import java.util.Optional;

/// Counts results in a row and says which of them change a check's status.
///
/// Threading: confined to the lock of its check.
final class Thresholds {
  private final int beforePassing;
  private final int beforeWarning;
  private final int beforeCritical;
  private int successes;
  private int failures;

  Thresholds(CheckDefinition check) {
    beforePassing = check.successBeforePassing();
    beforeCritical = check.failuresBeforeCritical();
    int warning = check.failuresBeforeWarning();
    beforeWarning = warning == 0 ? beforeCritical : warning;
  }

  /// The status that the check has after this result; empty if it keeps the one it had.
  Optional<CheckStatus> on(CheckStatus result) {
    if (result != CheckStatus.CRITICAL) {
      failures = 0;
      successes = saturated(successes);
      return successes >= beforePassing ? Optional.of(result) : Optional.empty();
    }
    successes = 0;
    failures = saturated(failures);
    if (failures >= beforeCritical) {
      return Optional.of(CheckStatus.CRITICAL);
    }
    return failures >= beforeWarning ? Optional.of(CheckStatus.WARNING) : Optional.empty();
  }

  private static int saturated(int count) {
    return count == Integer.MAX_VALUE ? count : count + 1;
  }
}
