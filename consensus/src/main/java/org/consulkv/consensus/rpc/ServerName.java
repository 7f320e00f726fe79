package org.consulkv.consensus.rpc;

/// The name that the certificate of a datacenter's servers has.
///
/// @param domain without the final dot
public record ServerName(String datacenter, String domain) {
  /// The same of another datacenter.
  ServerName in(String other) {
    return new ServerName(other, domain);
  }

  /// As `server.dc1.consul`.
  @Override
  public String toString() {
    return "server." + datacenter + "." + domain;
  }
}
