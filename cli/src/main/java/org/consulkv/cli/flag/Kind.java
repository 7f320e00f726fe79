package org.consulkv.cli.flag;

/// What a flag's value means. The word in help texts is `word`; flags without one are switches.
public enum Kind {
  SWITCH(""),
  STRING("string"),
  INT("int"),
  UINT("uint"),
  DURATION("duration"),
  /// A text whose default is "not given".
  VALUE("value"),
  /// A text that may be given many times.
  LIST("value"),
  /// `true` or `false` whose default is "not given".
  MAYBE(""),
  /// A whole number whose default is "not given".
  MAYBE_INT("value"),
  /// A whole number from 0 on whose default is "not given".
  MAYBE_UINT("value"),
  /// A duration whose default is "not given".
  MAYBE_DURATION("value");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /// May be given without a value.
  boolean isSwitch() {
    return this == SWITCH || this == MAYBE;
  }
}
