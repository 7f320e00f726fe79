package org.consulkv.agent.config.source;

/// Text that is not HCL or JSON. The message says where.
public final class SyntaxException extends Exception {
  SyntaxException(String message) {
    super(message);
  }

  static SyntaxException at(int line, int column, String message) {
    return new SyntaxException("At " + line + ":" + column + ": " + message);
  }
}
