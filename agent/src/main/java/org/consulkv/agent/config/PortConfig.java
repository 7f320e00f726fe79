package org.consulkv.agent.config;

/// `ports`. A port of -1 is off.
public record PortConfig(
    int dns, int http, int https, int grpc, int grpcTls, int serfLan, int serfWan, int server) {

  public static final PortConfig DEFAULT = new PortConfig(8600, 8500, -1, -1, -1, 8301, 8302, 8300);

  /// What `-dev` adds.
  public static final PortConfig DEV = new PortConfig(8600, 8500, -1, 8502, -1, 8301, 8302, 8300);

  public PortConfig {
    requirePort("ports.dns", dns);
    requirePort("ports.http", http);
    requirePort("ports.https", https);
    requirePort("ports.grpc", grpc);
    requirePort("ports.grpc_tls", grpcTls);
    requirePort("ports.serf_lan", serfLan);
    requirePort("ports.serf_wan", serfWan);
    requirePort("ports.server", server);
  }

  private static void requirePort(String key, int port) {
    if (port < -1 || port > 65535) {
      throw new ConfigException(key + " cannot be " + port + ". Must be -1 (off) or up to 65535");
    }
  }
}
