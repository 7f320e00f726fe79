package org.consulkv.dns.listener;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.recursion.Recursion;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Follows aliases out of our domains, so that clients need not ask again.
///
/// Threading: confined to one event loop.
final class OutwardAliases {
  /// Different names in one answer that are looked up.
  private static final int NAMES = 5;

  private final Recursion recursion;
  private final RandomGenerator random;

  OutwardAliases(Recursion recursion, RandomGenerator random) {
    this.recursion = recursion;
    this.random = random;
  }

  /// Whether answers of this type may point to names whose addresses the client will want.
  static boolean mayBeOpen(int type) {
    return type == Type.A || type == Type.AAAA || type == Type.ANY || type == Type.SRV;
  }

  /// @param names what the answer points to
  /// @param done gets the answer with what was found of them
  void complete(
      DnsConfig config, Answer answer, List<Name> names, int type, Consumer<Answer> done) {
    int wanted = type == Type.AAAA ? Type.AAAA : Type.A;
    next(config, answer, new ArrayDeque<>(names.stream().limit(NAMES).toList()), wanted, done);
  }

  private void next(
      DnsConfig config, Answer answer, Deque<Name> names, int type, Consumer<Answer> done) {
    Name name = names.poll();
    if (name == null) {
      done.accept(answer);
      return;
    }
    recursion.ask(
        config,
        question(name, type),
        false,
        found -> next(config, answer.completed(name, records(found)), names, type, done));
  }

  private byte[] question(Name name, int type) {
    Header header = new Header(random.nextInt(1 << 16));
    header.setFlag(Flags.RD);
    Message message = new Message();
    message.setHeader(header);
    message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
    return message.toWire();
  }

  private static List<Record> records(Optional<byte[]> answer) {
    if (answer.isEmpty()) {
      return List.of();
    }
    try {
      return new Message(answer.get())
          .getSection(Section.ANSWER).stream()
              .filter(record -> mayBeOpen(record.getType()) || record.getType() == Type.CNAME)
              .limit(Lookup.FOLLOWED_RECORDS)
              .toList();
    } catch (IOException | IllegalArgumentException _) {
      return List.of();
    }
  }
}
