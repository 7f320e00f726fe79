package org.consulkv.agent.config;

import java.util.List;

/// Where the agent listens and what it tells others.
///
/// @param bind the address for cluster traffic; may be `0.0.0.0` or `::`
/// @param advertise the address others use to reach `bind`
/// @param client what `client_addr` gives, in order; never empty
/// @param http where HTTP is served; empty if it is off
/// @param https where HTTPS is served; empty if it is off
/// @param unixSockets how unix sockets are created
public record AddressConfig(
    String bind,
    String advertise,
    String advertiseWan,
    String serfLan,
    String serfWan,
    List<String> client,
    List<ListenAddress> http,
    List<ListenAddress> https,
    List<ListenAddress> dns,
    UnixSocketConfig unixSockets) {

  public AddressConfig {
    client = List.copyOf(client);
    http = List.copyOf(http);
    https = List.copyOf(https);
    dns = List.copyOf(dns);
  }
}
