package org.consulkv.dns.lookup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.agent.config.NodeConfig;
import org.consulkv.state.catalog.Node;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/// The domains that are ours, the names in them, and how long answers may be kept.
///
/// Threading: immutable, so thread-safe.
public final class Zone {
  private static final Name ARPA = Name.fromConstantString("arpa.");

  private final Name domain;
  private final Optional<Name> altDomain;
  private final String datacenter;
  private final DnsConfig config;

  private Zone(Name domain, Optional<Name> altDomain, String datacenter, DnsConfig config) {
    this.domain = domain;
    this.altDomain = altDomain;
    this.datacenter = datacenter;
    this.config = config;
  }

  /// @throws IllegalArgumentException if a domain is no DNS name
  public static Zone of(AgentConfig config) {
    NodeConfig node = config.node();
    return of(node.domain(), node.datacenter(), config.dns());
  }

  /// @throws IllegalArgumentException if a domain is no DNS name
  public static Zone of(String domain, String datacenter, DnsConfig config) {
    return new Zone(
        domain("domain", domain),
        config.altDomain().map(text -> domain("alt_domain", text)),
        datacenter,
        config);
  }

  private static Name domain(String key, String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  /// Its settings.
  public DnsConfig config() {
    return config;
  }

  /// Whether a name is in one of our domains.
  public boolean contains(Name name) {
    return name.subdomain(domain) || (altDomain.isPresent() && name.subdomain(altDomain.get()));
  }

  /// Whether a name is an address written as a name.
  public static boolean isReverse(Name name) {
    return name.subdomain(ARPA);
  }

  /// What a name of ours says, label by label in lower case, without the domain.
  List<String> labels(Name name) {
    int own =
        altDomain.isPresent()
                && name.subdomain(altDomain.get())
                && (!name.subdomain(domain) || altDomain.get().labels() > domain.labels())
            ? altDomain.get().labels()
            : domain.labels();
    return labels(name, name.labels() - own);
  }

  /// The first labels of a name in lower case.
  static List<String> labels(Name name, int count) {
    List<String> labels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] label = name.getLabel(i);
      labels.add(
          new String(label, 1, label.length - 1, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }
    return labels;
  }

  boolean isLocal(String asked) {
    return asked.equals(datacenter);
  }

  String datacenter() {
    return datacenter;
  }

  /// Whether a node is in another datacenter than whoever asks, who wants an address for that.
  boolean isAbroad(Node node) {
    String asker = config.translatesFor();
    return !asker.isEmpty()
        && !asker.equals(node.datacenter().isEmpty() ? datacenter : node.datacenter());
  }

  /// A node's name here, as `web1.node.dc1.consul.`; empty if the node's name does not fit into
  /// DNS.
  Optional<Name> nodeName(String node, String at) {
    return name(node + ".node." + at);
  }

  /// A service's name here, as `web.service.dc1.consul.`.
  Optional<Name> serviceName(String service, String at) {
    return name(service + ".service." + at);
  }

  /// An address as a name here, as `0a000001.addr.dc1.consul.`.
  Optional<Name> addressName(byte[] address, String at) {
    return name(java.util.HexFormat.of().formatHex(address) + ".addr." + at);
  }

  private Optional<Name> name(String text) {
    return parsed(text, domain);
  }

  /// The name that a text says, read from the root: `web.example.com` with or without a final dot.
  static Optional<Name> hostName(String text) {
    return text.isBlank() ? Optional.empty() : parsed(text, Name.root);
  }

  /// Every byte stands for itself, as clients write names of other alphabets in UTF-8.
  private static Optional<Name> parsed(String text, Name origin) {
    String bytes =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            .replace("\\", "\\\\");
    try {
      return Optional.of(Name.fromString(bytes, origin));
    } catch (TextParseException _) {
      return Optional.empty();
    }
  }

  long nodeTtl() {
    return config.nodeTtl().toSeconds();
  }

  /// How long answers about a service may be kept: as set for its name, else for the longest
  /// beginning of its name.
  long serviceTtl(String service) {
    String name = service.toLowerCase(Locale.ROOT);
    Map<String, Duration> ttls = config.serviceTtls();
    Duration exact = ttls.get(name);
    for (int end = name.length(); exact == null && end >= 0; end--) {
      exact = ttls.get(name.substring(0, end) + "*");
    }
    return exact == null ? 0 : exact.toSeconds();
  }

  /// @param serial changes when the zone does
  SOARecord soa(long serial) {
    DnsConfig.Soa soa = config.soa();
    return new SOARecord(
        domain,
        DClass.IN,
        soa.minTtl(),
        under("ns"),
        under("hostmaster"),
        serial,
        soa.refresh(),
        soa.retry(),
        soa.expire(),
        soa.minTtl());
  }

  NSRecord ns(Name server) {
    return new NSRecord(domain, DClass.IN, nodeTtl(), server);
  }

  private Name under(String label) {
    return parsed(label, domain).orElse(domain);
  }
}
