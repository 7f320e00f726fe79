package org.consulkv.dns.lookup;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

/// The complete answer to a question, before it is shuffled and cut to what a client takes.
///
/// @param rcode a response code of [Rcode]
/// @param choices what answers the question; a client may get some of them only
/// @param order how the choices may be given
/// @param most most choices that may be given; 0 for no limit
/// @param authority the second section
/// @param extras what does no harm to leave out; after those of the choices
public record Answer(
    int rcode,
    List<Choice> choices,
    Order order,
    int most,
    List<Record> authority,
    List<Record> extras) {

  /// In which order choices are given.
  public enum Order {
    /// They are equally good: any order, another one for each client.
    ANY,
    /// The first ones first.
    FIXED,
    /// The nearest to whoever asked first.
    NEAREST
  }

  /// What stands or falls together.
  ///
  /// @param records at least one; the first answers the question
  /// @param extras what a client would ask for next; left out if there is no room
  public record Choice(List<Record> records, List<Record> extras) {
    public Choice {
      records = List.copyOf(records);
      extras = List.copyOf(extras);
    }

    static Choice of(Record record) {
      return new Choice(List.of(record), List.of());
    }

    /// The name it points to without saying more of it.
    private List<Name> openTargets() {
      if (records.size() == 1 && records.getFirst() instanceof CNAMERecord alias) {
        return List.of(alias.getTarget());
      }
      return extras.isEmpty() && records.getFirst() instanceof SRVRecord service
          ? List.of(service.getTarget())
          : List.of();
    }

    private Choice completed(Name target, List<Record> found) {
      if (!openTargets().contains(target)) {
        return this;
      }
      if (!(records.getFirst() instanceof CNAMERecord alias)) {
        return new Choice(records, found);
      }
      List<Record> all = new ArrayList<>(List.of(alias));
      all.addAll(found);
      return new Choice(all, extras);
    }
  }

  public Answer {
    choices = List.copyOf(choices);
    authority = List.copyOf(authority);
    extras = List.copyOf(extras);
  }

  /// An answer without records.
  static Answer empty(int rcode) {
    return new Answer(rcode, List.of(), Order.FIXED, 0, List.of(), List.of());
  }

  /// Nothing, and who says so: the name or its records of that type are not there.
  static Answer nothing(int rcode, Record soa) {
    return new Answer(rcode, List.of(), Order.FIXED, 0, List.of(soa), List.of());
  }

  static Answer of(List<Choice> choices) {
    return new Answer(Rcode.NOERROR, choices, Order.FIXED, 0, List.of(), List.of());
  }

  /// The names outside of our domains that its records point to.
  public List<Name> openTargets(Zone zone) {
    return choices.stream()
        .flatMap(choice -> choice.openTargets().stream())
        .filter(name -> !zone.contains(name))
        .distinct()
        .toList();
  }

  /// This answer with what was found of a name that it points to.
  public Answer completed(Name target, List<Record> found) {
    return new Answer(
        rcode,
        choices.stream().map(choice -> choice.completed(target, found)).toList(),
        order,
        most,
        authority,
        extras);
  }
}
