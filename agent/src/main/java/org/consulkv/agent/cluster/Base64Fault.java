package org.consulkv.agent.cluster;

import java.util.OptionalInt;

/// Where a text stops being base64, as Go counts it, whose words users know.
final class Base64Fault {
  private static final int QUANTUM = 4;

  private Base64Fault() {}

  static String message(int at) {
    return "illegal base64 data at input byte " + at;
  }

  /// The position of the fault; empty if there is none.
  static OptionalInt of(String text) {
    int at = 0;
    int inQuantum = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=') {
        return padding(text, at, inQuantum);
      }
      if (!isDigit(c)) {
        return OptionalInt.of(at);
      }
      at++;
      inQuantum = (inQuantum + 1) % QUANTUM;
    }
    return inQuantum == 0 ? OptionalInt.empty() : OptionalInt.of(at - inQuantum);
  }

  private static OptionalInt padding(String text, int at, int inQuantum) {
    int needed = QUANTUM - inQuantum;
    if (needed > 2) {
      return OptionalInt.of(at);
    }
    for (int i = 1; i < needed; i++) {
      if (at + i == text.length()) {
        return OptionalInt.of(text.length());
      }
      if (text.charAt(at + i) != '=') {
        return OptionalInt.of(at + i);
      }
    }
    int end = at + needed;
    return end == text.length() ? OptionalInt.empty() : OptionalInt.of(end);
  }

  private static boolean isDigit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
