package org.consulkv.dns.listener;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.runtime.Bytes;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Hands on what servers answered: as it is, or with what the recursors of this agent say of names
/// outside of our domains that the answer points to.
///
/// Threading: confined to one event loop.
final class ForeignAnswers {
  private final OutwardAliases aliases;

  ForeignAnswers(OutwardAliases aliases) {
    this.aliases = aliases;
  }

  void relay(Zone zone, Query query, Record asked, byte[] message, Bytes encoded, Replier replier) {
    byte[] bytes = encoded.shared();
    Optional<Answer> read = isPerhapsOpen(zone, asked) ? read(bytes, asked) : Optional.empty();
    List<Name> open = read.map(answer -> answer.openTargets(zone)).orElse(List.of());
    if (open.isEmpty()) {
      replier.relay(bytes);
      return;
    }
    DnsConfig dns = zone.config();
    aliases.complete(
        dns,
        read.get(),
        open,
        asked.getType(),
        completed -> replier.reply(new Reply(dns, true).answer(query, asked, completed), message));
  }

  /// Whether answers to this question may point to names that the recursors know.
  static boolean isPerhapsOpen(Zone zone, Record asked) {
    return !zone.config().recursors().isEmpty() && OutwardAliases.mayBeOpen(asked.getType());
  }

  /// @return nothing if it cannot be completed, as one that was cut: the client asks again
  private static Optional<Answer> read(byte[] bytes, Record asked) {
    try {
      Message message = new Message(bytes);
      return message.getHeader().getFlag(Flags.TC)
          ? Optional.empty()
          : Optional.of(answer(message, asked));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Answer answer(Message message, Record asked) {
    List<Record> extras =
        new ArrayList<>(
            message.getSection(Section.ADDITIONAL).stream()
                .filter(record -> record.getType() != Type.OPT)
                .toList());
    List<Answer.Choice> choices = new ArrayList<>();
    List<Record> together = new ArrayList<>();
    for (Record record : message.getSection(Section.ANSWER)) {
      if (record.getName().equals(asked.getName()) && !together.isEmpty()) {
        choices.add(choice(together, extras));
        together.clear();
      }
      together.add(record);
    }
    if (!together.isEmpty()) {
      choices.add(choice(together, extras));
    }
    return new Answer(
        message.getRcode(),
        choices,
        Answer.Order.FIXED,
        0,
        message.getSection(Section.AUTHORITY),
        extras);
  }

  /// @param extras what no choice took yet
  private static Answer.Choice choice(List<Record> records, List<Record> extras) {
    if (!(records.getFirst() instanceof SRVRecord service)) {
      return new Answer.Choice(records, List.of());
    }
    List<Record> its =
        extras.stream().filter(record -> record.getName().equals(service.getTarget())).toList();
    extras.removeAll(its);
    return new Answer.Choice(records, its);
  }
}
