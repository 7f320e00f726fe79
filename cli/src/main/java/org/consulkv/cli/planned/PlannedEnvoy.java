package org.consulkv.cli.planned;

import static org.consulkv.cli.command.Scope.AGENT;

/// `consul connect envoy`.
final class PlannedEnvoy {
  private PlannedEnvoy() {}

  static PlannedCommand command() {
    return network(
        new PlannedCommand(
                "connect envoy",
                "[-- ENVOY_ARGUMENT...]",
                """
                Runs Envoy as a sidecar or gateway.

                Subcommands:

                    pipe-bootstrap    Feeds Envoy its settings\
                """,
                AGENT)
            .flag("bootstrap", "Prints the settings instead of running Envoy.")
            .flag("deregister-after-critical=string", "Time until a failed gateway is removed.")
            .flag("envoy-binary=string", "Path of Envoy.")
            .flag("envoy-version=string", "Version of Envoy to make settings for.")
            .flag("expose-servers", "Lets a mesh gateway pass traffic to the servers.")
            .flag("gateway=string", "Kind of gateway to run: mesh, terminating or ingress.")
            .flag("mesh-gateway", "Runs a mesh gateway; old form of -gateway=mesh.")
            .flag("namespace=value", "Namespace of the service.")
            .flag("no-central-config", "Leaves out the central configuration.")
            .flag("omit-deprecated-tags", "Leaves out old names of metrics.")
            .flag("proxy-id=string", "ID of the proxy's service.")
            .flag("register", "Registers the gateway itself.")
            .flag("service=string", "Name to register with.")
            .flag("sidecar-for=string", "ID of the service it stands beside."));
  }

  private static PlannedCommand network(PlannedCommand command) {
    return command
        .flag("address=value", "Address to announce in the LAN.")
        .flag("admin-access-log-path=string", "File for the log of Envoy's own interface.")
        .flag("admin-bind=string", "Address of Envoy's own interface.")
        .flag("bind-address=list", "NAME=ADDRESS to listen on; may be repeated.")
        .flag("grpc-addr=string", "Address of the agent's gRPC port.")
        .flag("prometheus-backend-port=string", "Port to fetch the service's metrics from.")
        .flag("prometheus-scrape-path=string", "Path of the metrics.")
        .flag("wan-address=value", "Address to announce in the WAN.");
  }
}
