package org.consulkv.app;

import java.util.Locale;
import org.consulkv.agent.Version;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AddressConfig;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.PortConfig;

/// What a starting agent prints before its log.
final class Banner {
  private Banner() {}

  static String of(AgentConfig config, String nodeId) {
    AddressConfig addresses = config.addresses();
    PortConfig ports = config.ports();
    String segment = config.role().server() ? "<all>" : "";
    return String.format(
        Locale.ROOT,
        """
        ==> Starting Consul agent...
                   Version: '%s'
                   Node ID: '%s'
                 Node name: '%s'
                Datacenter: '%s' (Segment: '%s')
                    Server: %s (Bootstrap: %s)
               Client Addr: %s (HTTP: %d, HTTPS: %d, gRPC: %d, DNS: %d)
              Cluster Addr: %s (LAN: %d, WAN: %d)
                   Encrypt: Gossip: %s, TLS-Outgoing: %s, TLS-Incoming: %s, Auto-Encrypt-TLS: false

        ==> Log data will now stream in as it occurs:

        """,
        Version.NUMBER,
        nodeId,
        config.node().name(),
        config.node().datacenter(),
        segment,
        config.role().server(),
        config.role().bootstrap(),
        "[" + String.join(" ", addresses.client()) + "]",
        ports.http(),
        ports.https(),
        ports.grpc(),
        ports.dns(),
        addresses.advertise(),
        ports.serfLan(),
        ports.serfWan(),
        Cluster.encrypts(config),
        config.rpcTls().verifyOutgoing(),
        config.rpcTls().certificates().verifyIncoming());
  }
}
