package org.consulkv.server.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The little of the tar format (POSIX ustar) that a snapshot archive needs: plain files, in order.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int MODE = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TIME = 136;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final long LARGEST_OCTAL = (1L << 33) - 1;

  private Tar() {}

  /// One file of an archive.
  record Header(String name, long size, char type) {
    boolean isFile() {
      return type == '0' || type == 0;
    }
  }

  static void writeHeader(OutputStream out, String name, long size, long epochSeconds)
      throws IOException {
    byte[] block = new byte[BLOCK];
    put(block, NAME, name.getBytes(UTF_8));
    put(block, MODE, "0000600\0000000000\0000000000\0".getBytes(US_ASCII));
    if (size <= LARGEST_OCTAL) {
      put(block, SIZE, String.format(Locale.ROOT, "%011o ", size).getBytes(US_ASCII));
    } else { // base 256, as GNU tar and Go write it
      block[SIZE] = (byte) 0x80;
      for (int i = 0; i < 8; i++) {
        block[SIZE + SIZE_LENGTH - 1 - i] = (byte) (size >>> (8 * i));
      }
    }
    put(block, TIME, String.format(Locale.ROOT, "%011o ", epochSeconds).getBytes(US_ASCII));
    block[TYPE] = '0';
    put(block, MAGIC, "ustar\00000".getBytes(US_ASCII));
    String checksum = String.format(Locale.ROOT, "%06o\0 ", checksum(block));
    put(block, CHECKSUM, checksum.getBytes(US_ASCII));
    out.write(block);
  }

  static void writePadding(OutputStream out, long size) throws IOException {
    out.write(new byte[padding(size)]);
  }

  static void writeEnd(OutputStream out) throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  /// The next file's header; empty at the end of the archive.
  static Optional<Header> readHeader(InputStream in) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length == 0 || (block.length == BLOCK && isZero(block))) {
      return Optional.empty();
    }
    if (block.length < BLOCK) {
      throw new EOFException("unexpected EOF");
    }
    if (octal(block, CHECKSUM, CHECKSUM_LENGTH) != checksum(block)) {
      throw new IOException("archive/tar: invalid tar header");
    }
    int nameEnd = 0;
    while (nameEnd < NAME_LENGTH && block[nameEnd] != 0) {
      nameEnd++;
    }
    String name = new String(block, NAME, nameEnd, UTF_8);
    return Optional.of(new Header(name, size(block), (char) block[TYPE]));
  }

  static void skipPadding(InputStream in, long size) throws IOException {
    in.skipNBytes(padding(size));
  }

  private static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static long size(byte[] block) throws IOException {
    if ((block[SIZE] & 0x80) == 0) {
      return octal(block, SIZE, SIZE_LENGTH);
    }
    long size = 0;
    for (int i = SIZE + SIZE_LENGTH - 8; i < SIZE + SIZE_LENGTH; i++) {
      size = size << 8 | (block[i] & 0xff);
    }
    if (size < 0) {
      throw new IOException("archive/tar: invalid tar header");
    }
    return size;
  }

  private static long octal(byte[] block, int from, int length) throws IOException {
    String digits = new String(block, from, length, US_ASCII).replace('\0', ' ').trim();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException malformed) {
      throw new IOException("archive/tar: invalid tar header", malformed);
    }
  }

  private static long checksum(byte[] block) {
    byte[] copy = block.clone();
    Arrays.fill(copy, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
    long sum = 0;
    for (byte b : copy) {
      sum += b & 0xff;
    }
    return sum;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void put(byte[] block, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
