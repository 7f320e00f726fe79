package org.consulkv.agent.check;

/// What one run of a check found.
record Result(CheckStatus status, String output) {
  static Result passing(String output) {
    return new Result(CheckStatus.PASSING, output);
  }

  static Result warning(String output) {
    return new Result(CheckStatus.WARNING, output);
  }

  static Result critical(String output) {
    return new Result(CheckStatus.CRITICAL, output);
  }
}
