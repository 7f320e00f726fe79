package org.consulkv.agent.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.address.IpText;
import org.consulkv.gossip.net.Admission;
import org.consulkv.gossip.serf.TagCodec;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Node;

/// Who may belong to a pool. A member without tags may belong to a local one: another program that
/// speaks the protocol, such as Serf.
///
/// Threading: immutable, so thread-safe.
final class PoolRules implements Admission {
  private final String datacenter;
  private final boolean wan;
  private final List<String> networks;

  PoolRules(AgentConfig config, boolean wan) {
    this.wan = wan;
    datacenter = config.node().datacenter();
    networks = (wan ? config.gossip().wan() : config.gossip().lan()).allowedCidrs();
  }

  @Override
  public Optional<String> objection(Node node) {
    if (!isAllowed(node.address())) {
      return Optional.of(
          "Member '" + node.name() + "' has address " + node.address().host() + ", not allowed");
    }
    Map<String, String> tags = TagCodec.decode(node.meta());
    if (wan) {
      return MemberTags.isServer(tags)
          ? Optional.empty()
          : Optional.of("Member '" + node.name() + "' is not a server");
    }
    String theirs = tags.getOrDefault("dc", datacenter);
    return theirs.equals(datacenter)
        ? Optional.empty()
        : Optional.of("Member '" + node.name() + "' part of wrong datacenter '" + theirs + "'");
  }

  private boolean isAllowed(Address address) {
    if (networks.isEmpty()) {
      return true;
    }
    try {
      InetAddress ip = InetAddress.getByAddress(address.ip().toArray());
      return networks.stream().anyMatch(network -> IpText.contains(network, ip));
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
