package org.consulkv.http.agent;

import java.util.Map;

/// What Go's decoder calls the types of request bodies in its errors, which clients show.
final class GoTypes {
  private static final String CHECK_FIELDS =
      "Interval interface {}; Timeout interface {}; TTL interface {};"
          + " DeregisterCriticalServiceAfter interface {}; Args []string \"json:\\\"args\\\"\";"
          + " ScriptArgsSnake []string \"json:\\\"script_args\\\"\";"
          + " DeregisterCriticalServiceAfterSnake interface {}"
          + " \"json:\\\"deregister_critical_service_after\\\"\"; DockerContainerIDSnake string"
          + " \"json:\\\"docker_container_id\\\"\"; TLSServerNameSnake string"
          + " \"json:\\\"tls_server_name\\\"\"; TLSSkipVerifySnake bool"
          + " \"json:\\\"tls_skip_verify\\\"\"; GRPCUseTLSSnake bool"
          + " \"json:\\\"grpc_use_tls\\\"\"; ";

  /// A check in the definition of a service.
  static final String CHECK =
      "struct { "
          + CHECK_FIELDS
          + "ServiceID string \"json:\\\"ServiceID\\\"\"; ServiceIDSnake string"
          + " \"json:\\\"service_id\\\"\"; *structs.Alias }";

  /// The body of `check/register`.
  static final String CHECK_BODY =
      "struct { "
          + CHECK_FIELDS
          + "ServiceIDSnake string \"json:\\\"service_id\\\"\"; DisableRedirectsSnake bool"
          + " \"json:\\\"disable_redirects\\\"\"; *structs.Alias }";

  /// The body of `service/register`.
  static final String SERVICE_BODY =
      "struct { EnableTagOverrideSnake bool \"json:\\\"enable_tag_override\\\"\";"
          + " TaggedAddressesSnake map[string]structs.ServiceAddress"
          + " \"json:\\\"tagged_addresses\\\"\"; *structs.Alias }";

  private static final Map<String, String> FIELDS =
      Map.of(
          "check", CHECK,
          "checks", "structs.CheckTypes",
          "weights", "structs.Weights",
          "proxy", "structs.ConnectProxyConfig",
          "connect", "structs.ServiceConnect");

  private GoTypes() {}

  /// The type of a field, by its name in configuration files.
  static String of(String field) {
    return FIELDS.getOrDefault(field, "struct");
  }
}
