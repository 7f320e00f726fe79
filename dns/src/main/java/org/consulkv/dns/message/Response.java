package org.consulkv.dns.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.consulkv.dns.DnsLimits;
import org.consulkv.runtime.Bytes;

/// An answer, encoded for one question and one kind of client; written any number of times, each
/// time in another order and with another question's id.
///
/// Threading: confined to one event loop; writing moves the choices around.
public final class Response {
  private static final int HEADER = 12;
  private static final int COUNTS = 8;

  private final Content content;
  private final int flags;
  private final byte[] question;
  private final byte[] opt;
  private final EncodedChoice[] choices;
  private final boolean shuffled;
  private final Limits limits;
  private final EncodedRecord[] authority;
  private final EncodedRecord[] extras;
  private final int room;
  private final int bytes;

  /// How much of an answer a client gets.
  ///
  /// @param offered choices that it would get if there were room
  /// @param most choices that it gets if they fit
  /// @param bytes of the message
  /// @param cutFlag added to the flags if it gets less than is offered
  record Limits(int offered, int most, int bytes, int cutFlag) {}

  /// What it is written from.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Content(
      int flags,
      byte[] question,
      byte[] opt,
      EncodedChoice[] choices,
      boolean shuffled,
      Limits limits,
      EncodedRecord[] authority,
      EncodedRecord[] extras) {}

  Response(Content content) {
    this.content = content;
    flags = content.flags();
    question = content.question();
    opt = content.opt();
    choices = content.choices();
    shuffled = content.shuffled();
    limits = content.limits();
    authority = content.authority();
    extras = content.extras();
    int fixed = HEADER + question.length + opt.length + EncodedRecord.size(authority, true);
    room = limits.bytes() - fixed;
    int all = fixed + EncodedRecord.size(extras, true);
    for (EncodedChoice choice : choices) {
      all += choice.size() + choice.extrasSize();
    }
    bytes = all;
  }

  /// For another agent, to write it there.
  public Bytes encoded() {
    return ResponseCodec.encode(content);
  }

  /// What another agent made.
  ///
  /// @throws IOException if these bytes are no response
  public static Response decode(Bytes encoded) throws IOException {
    return ResponseCodec.decode(encoded);
  }

  /// About what it takes to keep it.
  public int bytes() {
    return bytes;
  }

  /// The most it writes.
  public int mostBytes() {
    return Math.min(bytes, DnsLimits.MESSAGE_BYTES);
  }

  /// Writes the answer to the question with this id.
  public void write(ByteBuf out, int id, RandomGenerator random) {
    int start = out.writerIndex();
    out.writeShort(id).writeShort(flags).writeZero(COUNTS).writeBytes(question);
    int left = room;
    int taken = 0;
    int records = 0;
    boolean bare = false; // a single choice, whose extras do not fit
    while (taken < limits.most() && !bare) {
      EncodedChoice choice = pick(taken, random);
      int size = choice.size() + choice.extrasSize();
      if (size > left) {
        bare = taken == 0 && choice.size() <= left;
        if (!bare) {
          break;
        }
        size = choice.size();
      }
      left -= size;
      records += choice.writeRecords(out, start);
      taken++;
    }
    for (EncodedRecord record : authority) {
      int _ = record.write(out, start, start);
    }
    int added = writeExtras(out, start, bare ? 0 : taken, left);
    out.writeBytes(opt);
    writeHead(out, start, taken, records, added);
  }

  /// Writes the answer to the question whose message this is: it begins with its id.
  public Bytes written(Bytes question, RandomGenerator random) {
    ByteBuf out = Unpooled.buffer(mostBytes());
    write(out, question.at(0) << 8 | question.at(1), random);
    return Bytes.owning(ByteBufUtil.getBytes(out));
  }

  /// A choice that was not taken yet, moved to the place after those that were.
  private EncodedChoice pick(int taken, RandomGenerator random) {
    if (shuffled) {
      int other = taken + random.nextInt(choices.length - taken);
      EncodedChoice picked = choices[other];
      choices[other] = choices[taken];
      choices[taken] = picked;
    }
    return choices[taken];
  }

  /// @return how many extras
  private int writeExtras(ByteBuf out, int start, int taken, int room) {
    int added = 0;
    for (int i = 0; i < taken; i++) {
      added += choices[i].writeExtras(out, start);
    }
    int left = room;
    for (EncodedRecord extra : extras) {
      left -= extra.size(true);
      if (left < 0) {
        break;
      }
      int _ = extra.write(out, start, start);
      added++;
    }
    return added;
  }

  private void writeHead(ByteBuf out, int start, int taken, int records, int added) {
    if (taken < limits.offered()) {
      out.setShort(start + 2, flags | limits.cutFlag());
    }
    out.setShort(start + 4, question.length == 0 ? 0 : 1);
    out.setShort(start + 6, records);
    out.setShort(start + 8, authority.length);
    out.setShort(start + 10, added + (opt.length == 0 ? 0 : 1));
  }
}
