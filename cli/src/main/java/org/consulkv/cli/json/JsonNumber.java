package org.consulkv.cli.json;

/// A number, kept as it was written.
public record JsonNumber(String text) {
  /// The number as 64 bits, unsigned if it has no sign; a fraction is cut off.
  public long toLong() {
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return (long) Double.parseDouble(text);
    }
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }
}
