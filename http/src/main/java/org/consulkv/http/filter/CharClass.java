package org.consulkv.http.filter;

/// Characters that are taken alike.
enum CharClass {
  SPACE("[ \\t\\r\\n]") {
    @Override
    boolean has(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
  },
  LETTER("[a-zA-Z]") {
    @Override
    boolean has(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
  },
  NAME("[a-zA-Z0-9_]") {
    @Override
    boolean has(char c) {
      return LETTER.has(c) || DIGIT.has(c) || c == '_';
    }
  },
  FIRST_DIGIT("[1-9]") {
    @Override
    boolean has(char c) {
      return c >= '1' && c <= '9';
    }
  },
  DIGIT("[0-9]") {
    @Override
    boolean has(char c) {
      return c >= '0' && c <= '9';
    }
  };

  private final String text;

  CharClass(String text) {
    this.text = text;
  }

  abstract boolean has(char c);

  /// How errors name it.
  String text() {
    return text;
  }
}
