package org.consulkv.dns.message;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/// A record as bytes. Its owner's name is written as a pointer where it can be: to the question, or
/// to the record that points to it.
///
/// Threading: immutable, so thread-safe.
final class EncodedRecord {
  /// The first place in a message that no pointer can name.
  static final int POINTER_REACH = 0x4000;

  private static final int QUESTION_AT = 12;
  private static final int NOWHERE = -1;
  private static final int POINTER = 0xc000;
  private static final int POINTER_BYTES = 2;

  /// Bytes between a record's owner and the data that its type defines.
  private static final int FIXED_BYTES = 10;

  private static final int SRV_NUMBERS = 6;

  /// Before the bytes of a record that is on its way to another agent.
  private static final int HEAD_BYTES = 6;

  private final byte[] owner;
  private final byte[] rest;
  private final int ownerInQuestion;
  private final int ownerInLead;

  private EncodedRecord(byte[] owner, byte[] rest, int ownerInQuestion, int ownerInLead) {
    this.owner = owner;
    this.rest = rest;
    this.ownerInQuestion = ownerInQuestion;
    this.ownerInLead = ownerInLead;
  }

  /// For another agent; the two places fit into 16 bits.
  byte[] encoded() {
    return ByteBuffer.allocate(HEAD_BYTES + owner.length + rest.length)
        .putShort((short) ownerInQuestion)
        .putShort((short) ownerInLead)
        .putShort((short) owner.length)
        .put(owner)
        .put(rest)
        .array();
  }

  /// @throws IOException if these bytes are no record
  static EncodedRecord decode(byte[] encoded) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    if (encoded.length < HEAD_BYTES) {
      throw new IOException("a record of " + encoded.length + " bytes");
    }
    int inQuestion = in.getShort();
    int inLead = in.getShort();
    int length = in.getShort();
    if (length < 0 || length > in.remaining()) {
      throw new IOException("an owner of " + length + " bytes");
    }
    int restAt = HEAD_BYTES + length;
    return new EncodedRecord(
        Arrays.copyOfRange(encoded, HEAD_BYTES, restAt),
        Arrays.copyOfRange(encoded, restAt, encoded.length),
        inQuestion,
        inLead);
  }

  /// Records that stand by themselves.
  ///
  /// @param question the name at the beginning of the message; the root to compress nothing
  static EncodedRecord[] all(List<Record> records, Name question) {
    return records.stream()
        .map(record -> of(record, question, NOWHERE))
        .toArray(EncodedRecord[]::new);
  }

  /// A record about what another one points to.
  ///
  /// @param lead that other one, which is in the message too
  static EncodedRecord about(Record lead, Record record, Name question) {
    boolean pointed = question.labels() > 1 && same(record.getName(), target(lead));
    return of(record, question, pointed ? targetAt(lead) : NOWHERE);
  }

  private static EncodedRecord of(Record record, Name question, int ownerInLead) {
    byte[] all = record.toWire(Section.ANSWER);
    int length = record.getName().length();
    return new EncodedRecord(
        Arrays.copyOf(all, length),
        Arrays.copyOfRange(all, length, all.length),
        suffixAt(record.getName(), question),
        ownerInLead);
  }

  private static Name target(Record lead) {
    return switch (lead) {
      case SRVRecord service -> service.getTarget();
      case NSRecord server -> server.getTarget();
      default -> Name.root;
    };
  }

  /// Where a record names what it points to, after its owner's name.
  private static int targetAt(Record lead) {
    return lead instanceof SRVRecord ? FIXED_BYTES + SRV_NUMBERS : FIXED_BYTES;
  }

  /// Where the question ends with this name, letter by letter.
  private static int suffixAt(Name name, Name question) {
    int skipped = question.labels() - name.labels();
    if (skipped < 0 || name.labels() <= 1) {
      return NOWHERE;
    }
    int at = QUESTION_AT;
    for (int i = 0; i < skipped; i++) {
      at += question.getLabel(i).length;
    }
    return same(name, skipped == 0 ? question : new Name(question, skipped)) ? at : NOWHERE;
  }

  private static boolean same(Name one, Name other) {
    return Arrays.equals(one.toWire(), other.toWire());
  }

  /// The most bytes it takes in a message.
  ///
  /// @param far whether the message may be longer than pointers reach
  int size(boolean far) {
    boolean pointer = ownerInQuestion != NOWHERE || (ownerInLead != NOWHERE && !far);
    return (pointer ? POINTER_BYTES : owner.length) + rest.length;
  }

  static int size(EncodedRecord[] records, boolean far) {
    int size = 0;
    for (EncodedRecord record : records) {
      size += record.size(far);
    }
    return size;
  }

  /// @param start where the message begins in the buffer
  /// @param lead where the record that it is about goes on after its owner's name
  /// @return where this one goes on after its owner's name
  int write(ByteBuf out, int start, int lead) {
    int target = lead + ownerInLead - start;
    if (ownerInQuestion != NOWHERE) {
      out.writeShort(POINTER | ownerInQuestion);
    } else if (ownerInLead != NOWHERE && target < POINTER_REACH) {
      out.writeShort(POINTER | target);
    } else {
      out.writeBytes(owner);
    }
    int at = out.writerIndex();
    out.writeBytes(rest);
    return at;
  }
}
