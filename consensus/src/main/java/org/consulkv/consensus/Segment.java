package org.consulkv.consensus;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedInputStream;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;

/// One file of the Ratis log: a header, then entries, each as its length (a varint), a
/// `LogEntryProto` and their CRC-32C; zeros fill the space taken ahead.
///
/// @param start index of the first entry
/// @param end index of the last entry; [Long#MAX_VALUE] while the segment is open
/// @see "Apache Ratis 3.3.0, SegmentedRaftLogFormat and SegmentedRaftLogReader"
record Segment(Path file, long start, long end) {
  private static final Pattern CLOSED = Pattern.compile("log_(\\d+)-(\\d+)");
  private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d+)");
  private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final int TERM_TAG = 1 << 3;
  private static final int INDEX_TAG = 2 << 3;

  /// What reading a segment from its start gave.
  ///
  /// @param last index of the last intact entry, or `start - 1`
  /// @param term of that entry; 0 if there is none
  /// @param intactBytes length of the header and the intact entries
  /// @param damage what is wrong after them, if it is not just the end or zeros
  record Scan(long last, long term, long intactBytes, Optional<String> damage) {}

  boolean open() {
    return end == Long.MAX_VALUE;
  }

  static Optional<Segment> of(Path file) {
    String name = String.valueOf(file.getFileName());
    Matcher closed = CLOSED.matcher(name);
    if (closed.matches()) {
      return Optional.of(
          new Segment(file, Long.parseLong(closed.group(1)), Long.parseLong(closed.group(2))));
    }
    Matcher open = OPEN.matcher(name);
    return open.matches()
        ? Optional.of(new Segment(file, Long.parseLong(open.group(1)), Long.MAX_VALUE))
        : Optional.empty();
  }

  /// Reads entries until one is damaged, `through` is reached, or the file ends.
  Scan scan(long through) throws IOException {
    long size = Files.size(file);
    try (InputStream raw = Files.newInputStream(file);
        var in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES))) {
      byte[] header = in.readNBytes(HEADER.length);
      if (!Arrays.equals(header, HEADER)) {
        return new Scan(
            start - 1,
            0,
            0,
            isPartOfHeader(header) ? Optional.empty() : Optional.of("its header is wrong"));
      }
      return entries(in, size, through);
    }
  }

  private Scan entries(DataInputStream in, long size, long through) throws IOException {
    long last = start - 1;
    long term = 0;
    long position = HEADER.length;
    byte[] buffer = new byte[1 << 16];
    var checksum = new CRC32C();
    while (last < through && position < size) {
      int lengthBytes = readLength(in, buffer);
      if (lengthBytes == 1 && buffer[0] == 0) {
        return new Scan(last, term, position, allZeros(in));
      }
      int length = lengthBytes == 0 ? -1 : length(buffer, lengthBytes);
      if (length < 0 || position + lengthBytes + length + CHECKSUM_BYTES > size) {
        return damaged(last, term, position, "an entry is longer than the file");
      }
      if (buffer.length < lengthBytes + length) {
        buffer = Arrays.copyOf(buffer, Math.max(lengthBytes + length, 2 * buffer.length));
      }
      in.readFully(buffer, lengthBytes, length);
      checksum.reset();
      checksum.update(buffer, 0, lengthBytes + length);
      if (in.readInt() != (int) checksum.getValue()) {
        return damaged(last, term, position, "the checksum of an entry is wrong");
      }
      TermIndex entry = entry(buffer, lengthBytes, length);
      if (entry.getIndex() != last + 1) {
        return damaged(last, term, position, "entries are out of order");
      }
      last++;
      term = entry.getTerm();
      position += lengthBytes + length + CHECKSUM_BYTES;
    }
    return new Scan(last, term, position, Optional.empty());
  }

  /// Whether an intact entry with an index above `last` stands anywhere behind `from`: then what is
  /// damaged was not being written when the machine stopped.
  boolean hasIntactEntryAfter(long from, long last) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      bytes = in.readAllBytes();
    }
    var checksum = new CRC32C();
    for (int at = 1; at < bytes.length - CHECKSUM_BYTES; at++) {
      int lengthBytes = 1;
      while (lengthBytes < 5 && bytes[at + lengthBytes - 1] < 0) {
        lengthBytes++;
      }
      int body = at + lengthBytes;
      // An entry starts with its term; few places look like one, so few checksums are computed.
      if (body + 2 >= bytes.length || bytes[at] == 0 || bytes[body] != TERM_TAG) {
        continue;
      }
      int length = length(Arrays.copyOfRange(bytes, at, body), lengthBytes);
      if (length <= 0 || length > bytes.length - CHECKSUM_BYTES - body) {
        continue;
      }
      checksum.reset();
      checksum.update(bytes, at, lengthBytes + length);
      if (bigEndian(bytes, body + length) == (int) checksum.getValue()
          && entry(bytes, body, length).getIndex() > last) {
        return true;
      }
    }
    return false;
  }

  private static Scan damaged(long last, long term, long position, String what) {
    return new Scan(last, term, position, Optional.of(what + ", at byte " + position));
  }

  private static boolean isPartOfHeader(byte[] read) {
    int matches = 0;
    while (matches < read.length && read[matches] == HEADER[matches]) {
      matches++;
    }
    for (int i = matches; i < read.length; i++) {
      if (read[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> allZeros(InputStream in) throws IOException {
    byte[] block = new byte[1 << 16];
    int count = in.read(block);
    while (count >= 0) {
      for (int i = 0; i < count; i++) {
        if (block[i] != 0) {
          return Optional.of("there is data behind the end of the log");
        }
      }
      count = in.read(block);
    }
    return Optional.empty();
  }

  /// Reads a varint's bytes into the buffer; 0 if it is none.
  private static int readLength(InputStream in, byte[] buffer) throws IOException {
    for (int i = 0; i < 5; i++) {
      int next = in.read();
      if (next < 0) {
        return 0;
      }
      buffer[i] = (byte) next;
      if (next < 0x80) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int length(byte[] varint, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (varint[i] & 0x7fL) << (7 * i);
    }
    return varint[bytes - 1] >= 0 && value <= Integer.MAX_VALUE ? (int) value : -1;
  }

  /// What an entry is; one with a negative index if it is none.
  private static TermIndex entry(byte[] bytes, int offset, int length) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
      long term = 0; // what protobuf leaves out
      long index = 0;
      int tag = in.readTag();
      while (tag == TERM_TAG || tag == INDEX_TAG) {
        long value = in.readUInt64();
        if (tag == INDEX_TAG) {
          index = value;
        } else {
          term = value;
        }
        tag = in.readTag();
      }
      return TermIndex.valueOf(term, index);
    } catch (InvalidProtocolBufferException e) {
      return TermIndex.valueOf(0, -1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("reading from memory", e);
    }
  }

  private static int bigEndian(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
