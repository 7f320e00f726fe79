package org.consulkv.agent.config;

/// `ports`. A port of -1 is off.
public record PortConfig(
    int dns, int http, int https, int grpc, int grpcTls, int serfLan, int serfWan, int server) {

  public static final PortConfig DEFAULT = new PortConfig(8600, 8500, -1, -1, -1, 8301, 8302, 8300);
}
