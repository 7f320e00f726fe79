package org.consulkv.cli.planned;

import static org.consulkv.cli.command.Scope.AGENT;
import static org.consulkv.cli.command.Scope.DATACENTER;
import static org.consulkv.cli.command.Scope.NAMESPACE;

import java.util.List;
import org.consulkv.cli.command.ExitCode;
import org.jspecify.annotations.Nullable;

/// `consul intention`, `config` and `connect`.
final class PlannedMesh {
  private static final String KIND = "Must specify the -kind parameter";

  private PlannedMesh() {}

  static @Nullable PlannedCommand find(String name) {
    return switch (name) {
      case "intention create" ->
          new PlannedCommand(name, "SRC DST", "Allows or denies a connection.", NAMESPACE)
              .flag("allow", "Allows the connection.")
              .flag("deny", "Denies the connection.")
              .flag("file", "The arguments are files with intentions as JSON.")
              .flag("meta=list", "Metadata, as key=value; may be repeated.")
              .flag("replace", "Replaces an intention that exists.")
              .needs((command, arguments) ->
                  arguments.size() == 2 || command.isGiven("file")
                      ? ""
                      : "Error: Must specify two arguments: source and destination");
      case "intention check" ->
          new PlannedCommand(name, "SRC DST", "Tells whether a connection is allowed.", NAMESPACE)
              .failsWith(ExitCode.NO_MATCH)
              .needs((command, arguments) ->
                  arguments.size() == 2
                      ? ""
                      : "Error: command requires exactly two arguments: src and dst");
      case "intention match" ->
          new PlannedCommand(name, "SRC_OR_DST", "Shows the intentions for a name.", NAMESPACE)
              .flag("destination", "The name is a destination.")
              .flag("source", "The name is a source.");
      case "intention get", "intention delete" ->
          new PlannedCommand(name, "SRC DST", "Shows or deletes an intention.", NAMESPACE);
      case "intention list" -> new PlannedCommand(name, "", "Lists all intentions.", NAMESPACE);
      default -> name.startsWith("config ") ? config(name) : connect(name);
    };
  }

  private static @Nullable PlannedCommand config(String name) {
    return switch (name) {
      case "config write" ->
          cas(new PlannedCommand(name, "FILE", "Writes a configuration entry.", NAMESPACE))
              .needs((command, arguments) ->
                  arguments.size() == 1
                      ? ""
                      : "Must provide exactly one positional argument to specify the config"
                          + " entry to write");
      case "config read" ->
          named(new PlannedCommand(name, "", "Shows a configuration entry.", NAMESPACE))
              .needs(PlannedMesh::kind);
      case "config list" ->
          new PlannedCommand(name, "", "Lists the entries of a kind.", NAMESPACE)
              .flag("kind=string", "Kind of the entries.")
              .needs(PlannedMesh::kind);
      case "config delete" ->
          named(cas(new PlannedCommand(name, "", "Deletes a configuration entry.", NAMESPACE)))
              .needs(PlannedMesh::kind);
      default -> null;
    };
  }

  private static String kind(PlannedCommand command, List<String> arguments) {
    return command.isGiven("kind") ? "" : KIND;
  }

  private static PlannedCommand named(PlannedCommand command) {
    return command
        .flag("kind=string", "Kind of the entry.")
        .flag("name=string", "Name of the entry.");
  }

  private static PlannedCommand cas(PlannedCommand command) {
    return command
        .flag("cas", "Only if the entry's ModifyIndex is the one given.")
        .flag("modify-index=int", "The ModifyIndex that -cas expects.");
  }

  private static @Nullable PlannedCommand connect(String name) {
    return switch (name) {
      case "connect ca get-config" ->
          new PlannedCommand(name, "", "Shows the certificate authority's settings.", DATACENTER);
      case "connect ca set-config" ->
          new PlannedCommand(name, "", "Changes the certificate authority.", DATACENTER)
              .flag("config-file=string", "File with the settings as JSON.")
              .flag("force-without-cross-signing", "Changes it though proxies may lose contact.");
      case "connect expose" ->
          new PlannedCommand(name, "", "Puts a service behind an ingress gateway.", DATACENTER)
              .flag("host=list", "Host name of the service; may be repeated.")
              .flag("ingress-gateway=string", "Name of the gateway.")
              .flag("port=int", "Port of the gateway's listener.")
              .flag("protocol=string", "Protocol of the service.")
              .flag("service=string", "Name of the service.");
      case "connect proxy" -> proxy(name);
      case "connect redirect-traffic" ->
          new PlannedCommand(name, "", "Sends a host's traffic through a proxy.", AGENT);
      case "connect envoy" -> PlannedEnvoy.command();
      case "connect envoy pipe-bootstrap" ->
          new PlannedCommand(name, "", "Feeds Envoy its settings.", null);
      default -> null;
    };
  }

  private static PlannedCommand proxy(String name) {
    return new PlannedCommand(name, "", "Runs the built-in proxy.", DATACENTER)
        .flag("listen=string", "Address to listen on.")
        .flag("log-json", "Logs in JSON.")
        .flag("log-level=string", "Level of the log.")
        .flag("pprof-addr=string", "Address for profiling.")
        .flag("proxy-id=string", "ID of the proxy's service.")
        .flag("register", "Registers the proxy itself.")
        .flag("register-id=string", "ID to register with.")
        .flag("service=string", "Name of the service.")
        .flag("service-addr=string", "Address of the service.")
        .flag("sidecar-for=string", "ID of the service it stands beside.")
        .flag("upstream=list", "NAME:ADDRESS of an upstream; may be repeated.");
  }
}
