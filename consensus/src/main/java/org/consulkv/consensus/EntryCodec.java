package org.consulkv.consensus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;

/// The payload of one log entry: a version, then each command with its length before it. Ratis adds
/// a checksum to every entry, so there is none here.
final class EntryCodec {
  private static final int VERSION = 1;

  private EntryCodec() {}

  static byte[] encode(List<Bytes> commands) {
    int size = 1;
    for (Bytes command : commands) {
      size += lengthSize(command.length()) + command.length();
    }
    byte[] entry = new byte[size];
    entry[0] = VERSION;
    int position = 1;
    for (Bytes command : commands) {
      position = writeLength(entry, position, command.length());
      System.arraycopy(command.shared(), 0, entry, position, command.length());
      position += command.length();
    }
    return entry;
  }

  static List<Bytes> decode(ByteBuffer entry) {
    int version = entry.get();
    Invariant.check(
        version == VERSION,
        "a log entry has version %d: it was written by a later release, which must apply it",
        version);
    var commands = new ArrayList<Bytes>();
    while (entry.hasRemaining()) {
      byte[] command = new byte[readLength(entry)];
      entry.get(command);
      commands.add(Bytes.owning(command));
    }
    return commands;
  }

  private static int lengthSize(int length) {
    return (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
  }

  private static int writeLength(byte[] entry, int start, int length) {
    int position = start;
    int rest = length;
    while (rest > 0x7f) {
      entry[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    entry[position++] = (byte) rest;
    return position;
  }

  private static int readLength(ByteBuffer entry) {
    int length = 0;
    int shift = 0;
    byte next = entry.get();
    while (next < 0) {
      length |= (next & 0x7f) << shift;
      shift += 7;
      next = entry.get();
    }
    return length | next << shift;
  }
}
