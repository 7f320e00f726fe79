package org.consulkv.agent.definition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckDefinitionBuilder;
import org.consulkv.agent.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/// Reads the definition of a check.
public final class CheckFields {
  /// The names of all fields, as [Fields#normal] has them.
  public static final Set<String> NAMES =
      Stream.of(
              "id",
              "check_id",
              "name",
              "notes",
              "service_id",
              "token",
              "status",
              "ttl",
              "interval",
              "timeout",
              "deregister_critical_service_after",
              "success_before_passing",
              "failures_before_warning",
              "failures_before_critical",
              "output_max_size",
              "http",
              "method",
              "header",
              "body",
              "disable_redirects",
              "tcp",
              "tcp_use_tls",
              "udp",
              "grpc",
              "grpc_use_tls",
              "h2ping",
              "h2ping_use_tls",
              "args",
              "script_args",
              "shell",
              "docker_container_id",
              "os_service",
              "alias_node",
              "alias_service",
              "tls_server_name",
              "tls_skip_verify",
              "proxy_http",
              "proxy_grpc",
              "namespace",
              "partition")
          .map(Fields::normal)
          .collect(Collectors.toUnmodifiableSet());

  private CheckFields() {}

  /// The check as it is written: without an id if it has none, and not judged yet.
  ///
  /// @return empty status for one that is no status: see [#hasBadStatus]
  public static <E extends Exception> CheckDefinition read(Fields<E> fields) throws E {
    CheckDefinitionBuilder check =
        CheckDefinition.builder()
            .id(first(fields, "check_id", "id"))
            .name(fields.text("name"))
            .notes(fields.text("notes"))
            .serviceId(fields.text("service_id"))
            .token(fields.text("token"))
            .status(CheckStatus.of(fields.text("status")).orElse(null))
            .outputMaxSize(fields.integer("output_max_size"))
            .thresholds(
                fields.integer("success_before_passing"),
                fields.integer("failures_before_warning"),
                fields.integer("failures_before_critical"));
    times(fields, check);
    targets(fields, check);
    command(fields, check);
    return check.build();
  }

  private static <E extends Exception> void times(Fields<E> fields, CheckDefinitionBuilder check)
      throws E {
    check
        .ttl(fields.duration("ttl"))
        .interval(fields.duration("interval"))
        .timeout(fields.duration("timeout"))
        .deregisterAfter(fields.duration("deregister_critical_service_after"));
  }

  private static <E extends Exception> void targets(Fields<E> fields, CheckDefinitionBuilder check)
      throws E {
    check
        .http(fields.text("http"))
        .method(fields.text("method"))
        .header(fields.lists("header"))
        .body(fields.text("body"))
        .disableRedirects(fields.flag("disable_redirects"))
        .tcp(fields.text("tcp"))
        .tcpUseTls(fields.flag("tcp_use_tls"))
        .udp(fields.text("udp"))
        .grpc(fields.text("grpc"))
        .grpcUseTls(fields.flag("grpc_use_tls"))
        .h2ping(fields.text("h2ping"))
        .h2pingUseTls(!fields.has("h2ping_use_tls") || fields.flag("h2ping_use_tls"))
        .tlsServerName(fields.text("tls_server_name"))
        .tlsSkipVerify(fields.flag("tls_skip_verify"))
        .proxyHttp(fields.text("proxy_http"));
  }

  private static <E extends Exception> void command(Fields<E> fields, CheckDefinitionBuilder check)
      throws E {
    check
        .args(args(fields))
        .shell(fields.text("shell"))
        .dockerContainerId(fields.text("docker_container_id"))
        .osService(fields.text("os_service"))
        .aliasNode(fields.text("alias_node"))
        .aliasService(fields.text("alias_service"));
  }

  private static <E extends Exception> List<String> args(Fields<E> fields) throws E {
    @Nullable List<String> args = fields.texts("args");
    if (args == null || args.isEmpty()) {
      args = fields.texts("script_args");
    }
    return args == null ? List.of() : args;
  }

  private static <E extends Exception> String first(Fields<E> fields, String name, String other)
      throws E {
    String text = fields.text(name);
    return text.isEmpty() ? fields.text(other) : text;
  }

  /// Whether it names a status that there is not.
  public static <E extends Exception> boolean hasBadStatus(Fields<E> fields) throws E {
    String status = fields.text("status");
    return !status.isEmpty() && CheckStatus.of(status).isEmpty();
  }
}
