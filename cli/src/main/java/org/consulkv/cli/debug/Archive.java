package org.consulkv.cli.debug;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A folder of files as one compressed tar archive.
///
/// @see "POSIX.1, ustar interchange format"
final class Archive {
  private static final int BLOCK = 512;

  private Archive() {}

  /// Packs the folder's files under the folder's name, and removes the folder.
  static void pack(Path folder, Path archive) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.sorted().toList();
    }
    String root = String.valueOf(folder.getFileName());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (Path file : files) {
        byte[] content = Files.readAllBytes(file);
        out.write(header(root + "/" + file.getFileName(), content.length));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static byte[] header(String name, int size) throws IOException {
    byte[] header = new byte[BLOCK];
    byte[] encoded = name.getBytes(UTF_8);
    if (encoded.length > 100) {
      throw new IOException("the name " + name + " is too long for an archive");
    }
    System.arraycopy(encoded, 0, header, 0, encoded.length);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format(Locale.ROOT, "%011o\0", size));
    long seconds = System.currentTimeMillis() / 1000;
    put(header, 136, String.format(Locale.ROOT, "%011o\0", seconds));
    put(header, 148, "        "); // the sum counts its own place as blanks
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
