package org.consulkv.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.address.IpText;
import org.consulkv.runtime.GoDuration;

/// Builds how DNS questions are answered.
final class DnsBuilder {
  private static final int PORT = 53;
  private static final int PORTS = 65_536;

  private final Values values;

  DnsBuilder(Values values) {
    this.values = values;
  }

  /// @param addresses evaluates the templates in addresses
  DnsConfig build(String datacenter, AddressBuilder addresses) {
    DnsConfig defaults = DnsConfig.DEFAULT;
    boolean useCache = values.flag("dns_config.use_cache", defaults.useCache());
    return new DnsConfig(
        altDomain(datacenter),
        recursors(addresses),
        random(),
        values.duration("dns_config.recursor_timeout", defaults.recursorTimeout()),
        useCache || values.flag("dns_config.allow_stale", defaults.allowStale()),
        values.duration("dns_config.max_stale", defaults.maxStale()),
        values.duration("dns_config.node_ttl", defaults.nodeTtl()),
        serviceTtls(),
        values.flag("dns_config.only_passing", defaults.onlyPassing()),
        notNegative("dns_config.udp_answer_limit", defaults.udpAnswerLimit()),
        notNegative("dns_config.a_record_limit", defaults.addressLimit()),
        values.flag("dns_config.enable_truncate", defaults.truncationFlag()),
        !values.flag("dns_config.disable_compression", !defaults.compression()),
        values.flag("dns_config.enable_additional_node_meta_txt", defaults.nodeMetaTxt()),
        soa(),
        useCache,
        values.duration("dns_config.cache_max_age", defaults.cacheMaxAge()),
        values.flag("translate_wan_addrs", false) ? datacenter : "");
  }

  private DnsConfig.Soa soa() {
    DnsConfig.Soa defaults = DnsConfig.Soa.DEFAULT;
    return new DnsConfig.Soa(
        notNegative("dns_config.soa.refresh", defaults.refresh()),
        notNegative("dns_config.soa.retry", defaults.retry()),
        notNegative("dns_config.soa.expire", defaults.expire()),
        notNegative("dns_config.soa.min_ttl", defaults.minTtl()));
  }

  /// The first name under a domain says what is looked for, so a domain cannot begin with one.
  private Optional<String> altDomain(String datacenter) {
    Optional<String> domain =
        values.text("alt_domain").map(text -> text.endsWith(".") ? text : text + ".");
    List<String> taken = List.of("service", "connect", "node", "query", "addr", datacenter);
    if (domain.isPresent()
        && taken.contains(domain.get().split("\\.", -1)[0].toLowerCase(Locale.ROOT))) {
      throw new ConfigException(
          "alt_domain cannot start with {service,connect,node,query,addr," + datacenter + "}");
    }
    return domain;
  }

  private boolean random() {
    String strategy = values.text("dns_config.recursor_strategy", "sequential");
    return switch (strategy) {
      case "sequential" -> false;
      case "random" -> true;
      default ->
          throw new ConfigException(
              "dns_config.recursor_strategy: invalid strategy: \""
                  + strategy
                  + "\". Must be sequential or random");
    };
  }

  private List<String> recursors(AddressBuilder addresses) {
    List<String> all = new ArrayList<>();
    for (String recursor : values.texts("recursors", List.of())) {
      all.add(withPort(addresses.evaluate("recursors", recursor).strip()));
    }
    return all;
  }

  /// Host and port, as `10.0.0.2:53` or `[fd00::2]:53`.
  private static String withPort(String recursor) {
    String bare = recursor.replaceAll("^\\[(.*)]$", "$1");
    if (IpText.parse(bare).isPresent()) {
      return new ListenAddress.Tcp(bare, PORT).toString();
    }
    int colon = recursor.lastIndexOf(':');
    String host = colon < 0 ? "" : recursor.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    String port = recursor.substring(colon + 1);
    if (IpText.parse(host).isEmpty()
        || !port.matches("\\d{1,5}")
        || Integer.parseInt(port) >= PORTS) {
      throw new ConfigException("recursors: invalid address: \"" + recursor + '"');
    }
    return new ListenAddress.Tcp(host, Integer.parseInt(port)).toString();
  }

  private Map<String, Duration> serviceTtls() {
    Map<String, Duration> ttls = new HashMap<>();
    values
        .map("dns_config.service_ttl", Map.of())
        .forEach((service, ttl) -> {
          try {
            ttls.put(service.toLowerCase(Locale.ROOT), GoDuration.parse(ttl));
          } catch (IllegalArgumentException e) {
            throw new ConfigException(
                String.format(
                    Locale.ROOT,
                    "dns_config.service_ttl[\"%s\"]: invalid duration: \"%s\": %s",
                    service,
                    ttl,
                    e.getMessage()));
          }
        });
    return ttls;
  }

  private int notNegative(String key, int otherwise) {
    int value = values.integer(key, otherwise);
    if (value < 0) {
      throw new ConfigException(
          key + " cannot be " + value + ". Must be greater than or equal to zero");
    }
    return value;
  }
}
