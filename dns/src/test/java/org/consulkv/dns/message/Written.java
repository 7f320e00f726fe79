package org.consulkv.dns.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.consulkv.dns.Catalog;
import org.consulkv.dns.lookup.Answer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Messages as a client sees them, read by a library that had no part in writing them.
final class Written {
  private long seed = 42;

  /// A question as clients send it.
  ///
  /// @param edns the size they take, or 0 to say nothing of it
  static byte[] question(String name, int type, int edns) {
    try {
      Message message =
          Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
      message.getHeader().setID(4711);
      if (edns > 0) {
        message.addRecord(new org.xbill.DNS.OPTRecord(edns, 0, 0), Section.ADDITIONAL);
      }
      return message.toWire();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// What the catalog answers, as bytes.
  byte[] answer(Catalog catalog, byte[] question, boolean tcp) {
    Query query = Query.read(question, tcp).orElseThrow();
    Record asked = query.question();
    if (asked == null) {
      throw new AssertionError("refused");
    }
    Answer answer = catalog.look(asked.getName().toString(), asked.getType()).orElseThrow();
    Reply reply = new Reply(catalog.config().dns(), false);
    return bytes(reply.answer(query, asked, answer));
  }

  /// What a client gets, be it from this agent or from one that had the response from this one.
  byte[] bytes(Response response) {
    seed++;
    Response elsewhere = copy(response);
    byte[] bytes = write(response);
    if (!Arrays.equals(bytes, write(elsewhere))) {
      throw new AssertionError("another agent writes something else");
    }
    return bytes;
  }

  private static Response copy(Response response) {
    try {
      return Response.decode(response.encoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] write(Response response) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ByteBuf out = Unpooled.buffer();
    response.write(out, 4711, random);
    if (out.readableBytes() > response.mostBytes()) {
      throw new AssertionError("longer than announced");
    }
    return ByteBufUtil.getBytes(out);
  }

  static Message read(byte[] bytes) {
    try {
      return new Message(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> section(Message message, int section) {
    return message.getSection(section).stream()
        .filter(record -> record.getType() != Type.OPT)
        .map(Catalog::text)
        .toList();
  }

  static boolean has(Message message, int flag) {
    return message.getHeader().getFlag(flag);
  }

  static boolean isCut(Message message) {
    return has(message, Flags.TC);
  }
}
