package org.consulkv.cli.client;

/// Where the agent is and how to talk to it. Empty texts mean "not given".
///
/// @param address `host:port`, with a scheme `http://`, `https://` or `unix://` if need be
/// @param basicAuth `user:password` for a proxy in front of the agent
/// @param tls use https though the address names no scheme
/// @param tlsVerify check the agent's certificate
/// @param stale let any server answer reads
public record ClientConfig(
    String address,
    String token,
    String basicAuth,
    boolean tls,
    boolean tlsVerify,
    String caFile,
    String caPath,
    String clientCert,
    String clientKey,
    String tlsServerName,
    String datacenter,
    boolean stale) {

  /// A configuration with nothing but an address.
  public static ClientConfig of(String address) {
    return new ClientConfig(address, "", "", false, true, "", "", "", "", "", "", false);
  }
}
