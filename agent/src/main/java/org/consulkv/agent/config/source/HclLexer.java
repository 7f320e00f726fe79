package org.consulkv.agent.config.source;

import org.consulkv.agent.config.source.HclToken.Kind;

/// Splits HCL (version 1) into tokens. Comments start with `#` or `//`, or stand in `/* */`.
///
/// Threading: confined to one thread.
final class HclLexer {
  private static final int END = -1;

  private final String text;
  private int position;
  private int line = 1;
  private int lineStart;

  HclLexer(String text) {
    this.text = text;
    this.position = text.startsWith("\ufeff") ? 1 : 0;
  }

  HclToken next() throws SyntaxException {
    skipSpaceAndComments();
    int tokenLine = line;
    int column = column();
    int c = peek();
    if (c == END) {
      return new HclToken(Kind.END, "", tokenLine, column);
    }
    if (isIdentStart(c)) {
      return new HclToken(Kind.IDENT, ident(), tokenLine, column);
    }
    if ((c >= '0' && c <= '9') || c == '-' || c == '.') {
      return new HclToken(Kind.NUMBER, number(), tokenLine, column);
    }
    if (c == '"') {
      return new HclToken(Kind.STRING, new HclString(this).read(), tokenLine, column);
    }
    if (text.startsWith("<<", position)) {
      return new HclToken(Kind.STRING, heredoc(), tokenLine, column);
    }
    read();
    return new HclToken(punctuation(c), "", tokenLine, column);
  }

  private Kind punctuation(int c) throws SyntaxException {
    return switch (c) {
      case '=' -> Kind.ASSIGN;
      case ',' -> Kind.COMMA;
      case '{' -> Kind.LBRACE;
      case '}' -> Kind.RBRACE;
      case '[' -> Kind.LBRACK;
      case ']' -> Kind.RBRACK;
      default -> throw error("illegal character '" + Character.toString(c) + "'");
    };
  }

  SyntaxException error(String message) {
    return SyntaxException.at(line, column(), message);
  }

  int peek() {
    return position < text.length() ? text.codePointAt(position) : END;
  }

  /// The next character, or -1 at the end.
  int read() {
    int c = peek();
    if (c == END) {
      return END;
    }
    position += Character.charCount(c);
    if (c == '\n') {
      line++;
      lineStart = position;
    }
    return c;
  }

  private int column() {
    return position - lineStart + 1;
  }

  private void skipSpaceAndComments() throws SyntaxException {
    for (; ; ) {
      int c = peek();
      if (c == '#' || text.startsWith("//", position)) {
        skipLine();
      } else if (text.startsWith("/*", position)) {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
          throw error("comment not terminated");
        }
        skipTo(end + 2);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        read();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', position);
    skipTo(end < 0 ? text.length() : end);
  }

  private void skipTo(int end) {
    while (position < end) {
      read();
    }
  }

  private static boolean isIdentStart(int c) {
    return Character.isLetter(c) || c == '_';
  }

  private String ident() {
    int start = position;
    for (int c = peek();
        isIdentStart(c) || Character.isDigit(c) || c == '-' || c == '.';
        c = peek()) {
      read();
    }
    return text.substring(start, position);
  }

  private String number() {
    int start = position;
    read();
    for (int c = peek(); isNumberPart(c); c = peek()) {
      read();
    }
    return text.substring(start, position);
  }

  private boolean isNumberPart(int c) {
    if (c == '+' || c == '-') {
      int before = text.charAt(position - 1);
      return before == 'e' || before == 'E';
    }
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'f')
        || (c >= 'A' && c <= 'F')
        || c == 'x'
        || c == 'X'
        || c == '.';
  }

  /// A heredoc: `<<NAME`, lines, `NAME`. With `<<-` the closing line's indentation is taken off
  /// every line, provided that every line has it.
  private String heredoc() throws SyntaxException {
    skipTo(position + 2);
    boolean indented = peek() == '-';
    if (indented) {
      read();
    }
    int nameStart = position;
    int nameEnd = text.indexOf('\n', position);
    if (nameEnd < 0) {
      throw error("heredoc not terminated");
    }
    String name = text.substring(nameStart, nameEnd).strip();
    if (name.isEmpty()) {
      throw error("zero-length heredoc anchor");
    }
    skipTo(nameEnd + 1);
    int bodyStart = position;
    for (int start = bodyStart; start <= text.length(); ) {
      int end = text.indexOf('\n', start);
      String candidate = text.substring(start, end < 0 ? text.length() : end);
      if (candidate.strip().equals(name)) {
        String body = text.substring(bodyStart, start).replace("\r\n", "\n");
        skipTo(start + candidate.length());
        return indented ? unindent(body, candidate) : body;
      }
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    throw error("heredoc not terminated");
  }

  private static String unindent(String body, String closing) {
    int width = closing.length() - closing.stripLeading().length();
    String indent = closing.substring(0, width);
    if (!body.lines().allMatch(one -> one.startsWith(indent))) {
      return body;
    }
    StringBuilder out = new StringBuilder();
    body.lines().forEach(one -> out.append(one, width, one.length()).append('\n'));
    return out.toString();
  }
}
