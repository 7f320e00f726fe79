package org.consulkv.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `dns_config`, with the top-level keys that belong to it.
///
/// @param altDomain a second domain that is answered like `domain`, with its final dot
/// @param recursors who is asked about other domains, in order; empty to refuse such questions
/// @param randomRecursor whether they are asked in random order
/// @param recursorTimeout how long one of them may take
/// @param allowStale whether this server answers from what it has, without asking the leader
/// @param maxStale how long a server may have been out of touch to do so
/// @param serviceTtls by name, by beginning of names (`web*`), or for all (`*`)
/// @param onlyPassing whether instances in state warning are left out, like critical ones
/// @param udpAnswerLimit most answers for clients that take no more than 512 bytes
/// @param addressLimit most addresses in one answer, over TCP too; 0 for no limit
/// @param truncationFlag whether answers that were cut say so
/// @param compression whether names may be compressed
/// @param nodeMetaTxt whether answers carry the metadata of nodes beside what was asked for
/// @param useCache whether an agent without a catalog keeps answers about services
/// @param cacheMaxAge how old a kept answer may be; zero for any age
/// @param translatesFor this agent's datacenter if `translate_wan_addrs` is set, so that nodes of
///   other datacenters are given with their addresses for it; otherwise empty
public record DnsConfig(
    Optional<String> altDomain,
    List<String> recursors,
    boolean randomRecursor,
    Duration recursorTimeout,
    boolean allowStale,
    Duration maxStale,
    Duration nodeTtl,
    Map<String, Duration> serviceTtls,
    boolean onlyPassing,
    int udpAnswerLimit,
    int addressLimit,
    boolean truncationFlag,
    boolean compression,
    boolean nodeMetaTxt,
    Soa soa,
    boolean useCache,
    Duration cacheMaxAge,
    String translatesFor) {

  /// `dns_config.soa`: what the SOA record says, in seconds.
  ///
  /// @param minTtl how long an answer that something is not there may be kept
  public record Soa(int refresh, int retry, int expire, int minTtl) {
    public static final Soa DEFAULT = new Soa(3600, 600, 86_400, 0);
  }

  public static final DnsConfig DEFAULT =
      new DnsConfig(
          Optional.empty(),
          List.of(),
          false,
          Duration.ofSeconds(2),
          true,
          Duration.ofDays(3650),
          Duration.ZERO,
          Map.of(),
          false,
          3,
          0,
          false,
          true,
          true,
          Soa.DEFAULT,
          false,
          Duration.ZERO,
          "");

  public DnsConfig {
    recursors = List.copyOf(recursors);
    serviceTtls = Map.copyOf(serviceTtls);
    Checks.requirePositive("dns_config.recursor_timeout", recursorTimeout);
    Checks.requireNotNegative("dns_config.node_ttl", nodeTtl);
    Checks.requireNotNegative("dns_config.cache_max_age", cacheMaxAge);
  }
}
