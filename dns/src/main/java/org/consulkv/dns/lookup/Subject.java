package org.consulkv.dns.lookup;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Type;

/// What a name in our domain is about.
///
/// Where there is a datacenter, it is empty for the agent's own.
sealed interface Subject {
  /// The domain itself.
  record Apex() implements Subject {}

  /// `web1.node.consul`.
  record OfNode(String node, Optional<String> datacenter) implements Subject {}

  /// `web.service.consul`, `primary.web.service.consul`, or `_web._primary.service.consul`.
  record OfService(String service, Optional<String> tag, Optional<String> datacenter)
      implements Subject {}

  /// `nearest-web.query.consul`.
  record OfQuery(String nameOrId, Optional<String> datacenter) implements Subject {}

  /// `0a000001.addr.consul`.
  record OfAddress(String hex) implements Subject {}

  /// Nothing that could be there.
  record Unknown() implements Subject {}

  Subject UNKNOWN = new Unknown();

  /// @param labels in lower case, without the domain
  /// @param type a question for SRV records may leave the word service out
  static Subject of(List<String> labels, int type) {
    if (labels.isEmpty()) {
      return new Apex();
    }
    int word = labels.size() - 1;
    while (word >= 0 && !isWord(labels.get(word))) {
      word--;
    }
    if (word < 0) {
      return type == Type.SRV ? withoutWord(labels) : UNKNOWN;
    }
    List<String> after = labels.subList(word + 1, labels.size());
    boolean one = after.size() <= 1 || (after.size() == 2 && after.get(1).equals("dc"));
    if (word == 0 || !one) {
      return UNKNOWN;
    }
    return about(labels.get(word), labels.subList(0, word), after.stream().findFirst());
  }

  private static boolean isWord(String label) {
    return switch (label) {
      case "node", "service", "query", "addr", "connect", "ingress", "virtual" -> true;
      default -> false;
    };
  }

  private static Subject about(String word, List<String> before, Optional<String> datacenter) {
    return switch (word) {
      case "node" -> new OfNode(String.join(".", before), datacenter);
      case "service" -> service(before, datacenter);
      case "query" -> new OfQuery(query(before), datacenter);
      case "addr" -> before.size() == 1 ? new OfAddress(before.getFirst()) : UNKNOWN;
      default -> UNKNOWN; // the service mesh is not there
    };
  }

  private static Subject service(List<String> before, Optional<String> datacenter) {
    if (isRfc2782(before)) {
      String tag = before.get(1).substring(1);
      return new OfService(
          before.getFirst().substring(1),
          Optional.of(tag).filter(text -> !text.equals("tcp")),
          datacenter);
    }
    List<String> tag = before.subList(0, before.size() - 1);
    return new OfService(
        before.getLast(),
        tag.isEmpty() ? Optional.empty() : Optional.of(String.join(".", tag)),
        datacenter);
  }

  private static String query(List<String> before) {
    return isRfc2782(before) && before.get(1).equals("_tcp")
        ? before.getFirst().substring(1)
        : String.join(".", before);
  }

  /// `_web._tcp.consul` and `_web._tcp.dc1.consul`.
  private static Subject withoutWord(List<String> labels) {
    if (labels.size() > 3 || labels.size() < 2 || !isRfc2782(labels.subList(0, 2))) {
      return UNKNOWN;
    }
    return service(labels.subList(0, 2), labels.stream().skip(2).findFirst());
  }

  /// Whether the labels are a service and a protocol, as `_web._tcp`.
  ///
  /// @see "RFC 2782"
  private static boolean isRfc2782(List<String> labels) {
    return labels.size() == 2
        && labels.stream().allMatch(label -> label.length() > 1 && label.startsWith("_"));
  }
}
