package org.consulkv.dns.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.consulkv.dns.lookup.Answer.Choice;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Record;

/// Follows aliases inside our own domains, so that clients need not ask again.
final class Aliases {
  private final Zone zone;
  private final int depth;
  private final Function<Question, Answer> next;

  /// @param depth how many aliases may still be followed
  /// @param next answers the question of the name that an alias points to
  Aliases(Zone zone, int depth, Function<Question, Answer> next) {
    this.zone = zone;
    this.depth = depth;
    this.next = next;
  }

  /// The alias with what it leads to.
  Choice followed(CNAMERecord alias, Question question) {
    List<Record> records = new ArrayList<>(List.of(alias));
    if (depth > 0
        && NodeAnswers.isAddressType(question.type())
        && zone.contains(alias.getTarget())) {
      next.apply(question.of(alias.getTarget())).choices().stream()
          .flatMap(choice -> choice.records().stream())
          .limit(Lookup.FOLLOWED_RECORDS)
          .forEach(records::add);
    }
    return new Choice(records, List.of());
  }
}
