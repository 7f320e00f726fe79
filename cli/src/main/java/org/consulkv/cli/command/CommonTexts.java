package org.consulkv.cli.command;

/// What the help says about the flags that all commands share.
final class CommonTexts {
  static final String CA_FILE =
      "Path to a CA file to use for TLS when communicating with Consul. This can also be specified"
          + " via the CONSUL_CACERT environment variable.";
  static final String CA_PATH =
      "Path to a directory of CA certificates to use for TLS when communicating with Consul. This"
          + " can also be specified via the CONSUL_CAPATH environment variable.";
  static final String CLIENT_CERT =
      "Path to a client cert file to use for TLS when 'verify_incoming' is enabled. This can also"
          + " be specified via the CONSUL_CLIENT_CERT environment variable.";
  static final String CLIENT_KEY =
      "Path to a client key file to use for TLS when 'verify_incoming' is enabled. This can also"
          + " be specified via the CONSUL_CLIENT_KEY environment variable.";
  static final String HTTP_ADDR =
      "The `address` and port of the Consul HTTP agent. The value can be an IP address or DNS"
          + " address, but it must also include the port. This can also be specified via the"
          + " CONSUL_HTTP_ADDR environment variable. The default value is http://127.0.0.1:8500."
          + " The scheme can also be set to HTTPS by setting the environment variable"
          + " CONSUL_HTTP_SSL=true.";
  static final String TLS_SERVER_NAME =
      "The server name to use as the SNI host when connecting via TLS. This can also be specified"
          + " via the CONSUL_TLS_SERVER_NAME environment variable.";
  static final String TOKEN =
      "ACL token to use in the request. This can also be specified via the CONSUL_HTTP_TOKEN"
          + " environment variable. If unspecified, the query will default to the token of the"
          + " Consul agent at the HTTP address.";
  static final String TOKEN_FILE =
      "File containing the ACL token to use in the request instead of one specified via the -token"
          + " argument or CONSUL_HTTP_TOKEN environment variable. This can also be specified via"
          + " the CONSUL_HTTP_TOKEN_FILE environment variable.";
  static final String DATACENTER =
      "Name of the datacenter to query. If unspecified, this will default to the datacenter of the"
          + " queried agent.";
  static final String STALE =
      "Permit any Consul server (non-leader) to respond to this request. This allows for lower"
          + " latency and higher throughput, but can result in stale data. This option has no"
          + " effect on non-read operations. The default value is false.";
  static final String NAMESPACE =
      "Specifies the namespace to query. If not provided, the namespace will be inferred from the"
          + " request's ACL token, or will default to the `default` namespace. Namespaces are a"
          + " Consul Enterprise feature.";

  private CommonTexts() {}
}
