package org.consulkv.cli.client;

/// Talks to one agent: a connection for each request, nothing kept.
///
/// Threading: immutable; requests may be sent from several threads.
public final class Client {
  private final ClientConfig config;
  private final Target target;

  public Client(ClientConfig config) {
    this.config = config;
    this.target = Target.parse(config.address(), config.tls());
  }

  /// A read; `-stale` and `-datacenter` apply.
  ///
  /// @param path percent-encoded, from `/v1` on
  public Request get(String path) {
    Request request = new Request(config, target, "GET", path);
    return config.stale() ? request.param("stale", "") : request;
  }

  public Request put(String path) {
    return new Request(config, target, "PUT", path);
  }

  public Request post(String path) {
    return new Request(config, target, "POST", path);
  }

  public Request delete(String path) {
    return new Request(config, target, "DELETE", path);
  }

  /// A request with any other method.
  public Request request(String method, String path) {
    return new Request(config, target, method, path);
  }
}
