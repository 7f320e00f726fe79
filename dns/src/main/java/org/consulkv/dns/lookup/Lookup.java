package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.consulkv.dns.lookup.Answer.Choice;
import org.consulkv.dns.lookup.Answer.Order;
import org.consulkv.dns.lookup.Subject.Apex;
import org.consulkv.dns.lookup.Subject.OfAddress;
import org.consulkv.dns.lookup.Subject.OfNode;
import org.consulkv.dns.lookup.Subject.OfQuery;
import org.consulkv.dns.lookup.Subject.OfService;
import org.consulkv.dns.lookup.Subject.Unknown;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Service;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// Answers questions from one snapshot.
///
/// Threading: immutable, so thread-safe.
public final class Lookup {
  /// Aliases that are followed from one question.
  static final int FOLLOWED_ALIASES = 3;

  /// Records that are added for an alias.
  public static final int FOLLOWED_RECORDS = 5;

  private static final int V4_HEX = 8;
  private static final int V6_HEX = 32;
  private static final Duration NO_TTL = Duration.ZERO;

  private final Zone zone;
  private final QueryRunner queries;
  private final SOARecord soa;

  /// @param serial of the zone, for its SOA record
  public Lookup(Zone zone, QueryRunner queries, long serial) {
    this.zone = zone;
    this.queries = queries;
    soa = zone.soa(serial);
  }

  /// The answer; empty if the question is not ours to answer.
  public Optional<Answer> answer(Snapshot snapshot, Question question) {
    if (zone.contains(question.name())) {
      Sight sight = new Sight(snapshot, WatchSet.NONE);
      return Optional.of(answer(sight, question, FOLLOWED_ALIASES));
    }
    return Zone.isReverse(question.name())
        ? new ReverseAnswers(zone).answer(snapshot, question.name())
        : Optional.empty();
  }

  /// The answer to a question of which [#isAboutService] says that it can be watched.
  public Indexed<Answer> watched(Snapshot snapshot, WatchSet watches, Question question) {
    Sight sight = new Sight(snapshot, watches);
    Answer answer = answer(sight, question, FOLLOWED_ALIASES);
    return new Indexed<>(sight.index(), answer);
  }

  /// Whether the question is about a service of this datacenter.
  public boolean isAboutService(Question question) {
    return zone.contains(question.name())
        && !isAboutZone(question.type())
        && Subject.of(zone.labels(question.name()), question.type())
            instanceof OfService(var _, var _, var datacenter)
        && !isElsewhere(datacenter);
  }

  private static boolean isAboutZone(int type) {
    return type == Type.AXFR || type == Type.IXFR || type == Type.SOA || type == Type.NS;
  }

  /// The datacenter that the question is about, if it is not this one.
  public Optional<String> elsewhere(Question question) {
    if (!zone.contains(question.name())) {
      return Optional.empty();
    }
    Optional<String> asked =
        switch (Subject.of(zone.labels(question.name()), question.type())) {
          case OfNode(var _, var datacenter) -> datacenter;
          case OfService(var _, var _, var datacenter) -> datacenter;
          case OfQuery(var _, var datacenter) -> datacenter;
          case Apex _, Unknown _, OfAddress _ -> Optional.empty();
        };
    return asked.filter(datacenter -> !zone.isLocal(datacenter));
  }

  /// The prepared query of this datacenter that the question is about.
  public Optional<String> query(Question question) {
    return zone.contains(question.name())
            && Subject.of(zone.labels(question.name()), question.type())
                instanceof OfQuery(var nameOrId, var datacenter)
            && !isElsewhere(datacenter)
        ? Optional.of(nameOrId)
        : Optional.empty();
  }

  private Answer answer(Sight sight, Question question, int depth) {
    return switch (question.type()) {
      case Type.AXFR, Type.IXFR -> Answer.empty(Rcode.NOTIMP);
      case Type.SOA -> new ServerAnswers(zone, soa).startOfAuthority(sight.snapshot);
      case Type.NS -> new ServerAnswers(zone, soa).nameServers(sight.snapshot);
      default -> {
        var aliases = new Aliases(zone, depth, next -> answer(sight, next, depth - 1));
        Subject subject = Subject.of(zone.labels(question.name()), question.type());
        yield about(sight, subject, question, aliases);
      }
    };
  }

  private Answer about(Sight sight, Subject subject, Question question, Aliases aliases) {
    var instances = new InstanceAnswers(zone, aliases, soa);
    return switch (subject) {
      case Apex _, Unknown _ -> missing();
      case OfNode(var _, var datacenter) when isElsewhere(datacenter) -> missing();
      case OfService(var _, var _, var datacenter) when isElsewhere(datacenter) -> missing();
      case OfQuery(var _, var datacenter) when isElsewhere(datacenter) -> missing();
      case OfNode(var name, var _) ->
          sight
              .node(name)
              .map(node -> new NodeAnswers(zone, aliases).answer(node, question))
              .orElseGet(this::missing);
      case OfService(var service, var tag, var _) ->
          instances.answer(
              usable(sight, service, tag), question, zone.serviceTtl(service), Order.ANY);
      case OfQuery(var nameOrId, var _) -> query(sight.snapshot, nameOrId, question, instances);
      case OfAddress(var hex) -> address(question.name(), hex);
    };
  }

  private Answer missing() {
    return Answer.nothing(Rcode.NXDOMAIN, soa);
  }

  private boolean isElsewhere(Optional<String> datacenter) {
    return datacenter.isPresent() && !zone.isLocal(datacenter.get());
  }

  private List<Health> usable(Sight sight, String service, Optional<String> tag) {
    boolean onlyPassing = zone.config().onlyPassing();
    return sight.health(service).stream()
        .filter(instance -> tag.isEmpty() || hasTag(instance.service(), tag.get()))
        .filter(instance -> InstanceAnswers.isUsable(instance, onlyPassing))
        .toList();
  }

  private static boolean hasTag(Service service, String tag) {
    return service.tags() != null
        && service.tags().stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(tag));
  }

  private Answer query(
      Snapshot snapshot, String nameOrId, Question question, InstanceAnswers instances) {
    Optional<QueryRunner.Result> found = queries.run(snapshot, nameOrId, question.asker());
    if (found.isEmpty()) {
      return missing();
    }
    QueryRunner.Result result = found.get();
    long ttl = result.ttl().orElse(NO_TTL).toSeconds();
    return instances.answer(
        result.instances(),
        question,
        result.ttl().isPresent() ? ttl : zone.serviceTtl(result.service()),
        result.near() ? Order.NEAREST : Order.ANY);
  }

  /// An address that is its own name. The kind of address decides the record, not the question.
  private Answer address(Name name, String hex) {
    if (hex.length() != V4_HEX && hex.length() != V6_HEX) {
      return Answer.empty(Rcode.NOERROR);
    }
    try {
      Name owner = lowerCase(name);
      InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex(hex));
      Record record =
          hex.length() == V4_HEX
              ? new ARecord(owner, DClass.IN, zone.nodeTtl(), address)
              : new AAAARecord(owner, DClass.IN, zone.nodeTtl(), address);
      return Answer.of(List.of(Choice.of(record)));
    } catch (IllegalArgumentException | UnknownHostException _) {
      return missing();
    }
  }

  private static Name lowerCase(Name name) {
    return name.canonicalize();
  }
}
