package org.consulkv.faults.node;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// What disks and crashes do to files.
public final class Damage {
  private Damage() {}

  /// The length of a file without the zeros at its end, which is space taken ahead.
  public static long usedBytes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int used = bytes.length;
      while (used > 0 && bytes[used - 1] == 0) {
        used--;
      }
      return used;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts the file off.
  public static void truncate(Path file, long bytes) {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.truncate(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces each byte of a range by another one.
  public static void garble(Path file, long from, int count, long seed) {
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(count);
      channel.read(bytes, from);
      Random random = new Random(seed);
      for (int i = 0; i < count; i++) {
        bytes.put(i, (byte) (bytes.get(i) ^ (1 + random.nextInt(255))));
      }
      channel.write(bytes.position(0).limit(count), from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces a range by zeros, as a block that never reached the disk.
  public static void blank(Path file, long from, int count) {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.write(ByteBuffer.allocate(count), from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
