package org.consulkv.http.filter;

/// How a selected value is compared.
enum Operator {
  EQUAL("Equal"),
  NOT_EQUAL("Not Equal"),
  IN("In"),
  NOT_IN("Not In"),
  IS_EMPTY("Is Empty"),
  IS_NOT_EMPTY("Is Not Empty"),
  MATCHES("Matches"),
  NOT_MATCHES("Not Matches");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /// Its name in errors.
  String text() {
    return text;
  }

  /// Whether it holds of a value that is not there, such as an entry that a map lacks.
  boolean holdsOfNothing() {
    return switch (this) {
      case NOT_EQUAL, NOT_IN, IS_EMPTY, NOT_MATCHES -> true;
      case EQUAL, IN, IS_NOT_EMPTY, MATCHES -> false;
    };
  }
}
