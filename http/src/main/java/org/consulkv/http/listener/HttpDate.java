package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The header line `Date`, made anew once a second.
///
/// Threading: thread-safe; two loops may make the same line at the same time.
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final class Line {
    private final long second;
    private final byte[] bytes;

    Line(long second, byte[] bytes) {
      this.second = second;
      this.bytes = bytes;
    }
  }

  private static volatile Line last = new Line(0, new byte[0]);

  private HttpDate() {}

  static byte[] line() {
    long second = System.currentTimeMillis() / 1000;
    Line line = last;
    if (line.second != second) {
      String text = "Date: " + FORMAT.format(Instant.ofEpochSecond(second)) + "\r\n";
      line = new Line(second, text.getBytes(ISO_8859_1));
      last = line;
    }
    return line.bytes;
  }
}
