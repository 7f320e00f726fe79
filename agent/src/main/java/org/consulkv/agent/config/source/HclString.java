package org.consulkv.agent.config.source;

/// Reads a quoted string of HCL. `${…}` is kept as it stands, quotes inside it included.
///
/// Threading: confined to one thread.
final class HclString {
  private final HclLexer lexer;
  private final StringBuilder out = new StringBuilder();

  HclString(HclLexer lexer) {
    this.lexer = lexer;
  }

  /// Reads from the opening to the closing quote.
  String read() throws SyntaxException {
    lexer.read();
    int braces = 0;
    for (; ; ) {
      int c = lexer.read();
      if (c == '"' && braces == 0) {
        return out.toString();
      }
      if (c < 0 || (c == '\n' && braces == 0)) {
        throw lexer.error("literal not terminated");
      }
      if (braces == 0 && c == '\\') {
        escape();
        continue;
      }
      if ((braces > 0 && c == '{') || (c == '$' && lexer.peek() == '{')) {
        braces++;
        if (c == '$') {
          out.append('$');
          c = lexer.read();
        }
      } else if (braces > 0 && c == '}') {
        braces--;
      }
      out.appendCodePoint(c);
    }
  }

  private void escape() throws SyntaxException {
    int c = lexer.read();
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case '\\', '"', '\'' -> out.appendCodePoint(c);
      case 'x' -> out.append((char) digits(2, 16, 0));
      case 'u' -> out.append((char) digits(4, 16, 0));
      case 'U' -> appendCodePoint(digits(8, 16, 0));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> out.append((char) digits(2, 8, c - '0'));
      default -> throw lexer.error("illegal char escape");
    }
  }

  private void appendCodePoint(int c) throws SyntaxException {
    if (!Character.isValidCodePoint(c)) {
      throw lexer.error("illegal char escape");
    }
    out.appendCodePoint(c);
  }

  private int digits(int count, int base, int start) throws SyntaxException {
    int value = start;
    for (int i = 0; i < count; i++) {
      int digit = Character.digit(lexer.read(), base);
      if (digit < 0) {
        throw lexer.error("illegal char escape");
      }
      value = value * base + digit;
    }
    return value;
  }
}
