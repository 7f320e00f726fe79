package org.consulkv.cli;

import static org.consulkv.cli.CommandGroups.entry;
import static org.consulkv.cli.CommandGroups.group;

import org.consulkv.cli.command.Group;
import org.jspecify.annotations.Nullable;

/// The words that lead to subcommands of access control and the service mesh.
final class PlannedGroups {
  private PlannedGroups() {}

  static @Nullable Group find(String name) {
    return switch (name) {
      case "acl" ->
          group(
              name,
              "Manages access control.",
              entry("auth-method", "Manages ways to log in"),
              entry("binding-rule", "Manages the rules that turn logins into rights"),
              entry("bootstrap", "Makes the first management token"),
              entry("policy", "Manages policies"),
              entry("role", "Manages roles"),
              entry("set-agent-token", "Sets a token that an agent uses by itself"),
              entry("token", "Manages tokens"),
              entry("translate-rules", "Rewrites rules in the old syntax"));
      case "acl policy", "acl role", "acl auth-method", "acl binding-rule" ->
          group(
              name,
              "Manages one kind of ACL object.",
              entry("create", "Creates one"),
              entry("delete", "Deletes one"),
              entry("list", "Lists all"),
              entry("read", "Shows one"),
              entry("update", "Changes one"));
      case "acl token" ->
          group(
              name,
              "Manages tokens.",
              entry("clone", "Makes a token with the same rights"),
              entry("create", "Creates a token"),
              entry("delete", "Deletes a token"),
              entry("list", "Lists all tokens"),
              entry("read", "Shows a token"),
              entry("update", "Changes a token"));
      default -> mesh(name);
    };
  }

  private static @Nullable Group mesh(String name) {
    return switch (name) {
      case "intention" ->
          group(
              name,
              "Manages which services may talk to each other.",
              entry("check", "Tells whether a connection is allowed"),
              entry("create", "Allows or denies a connection"),
              entry("delete", "Deletes an intention"),
              entry("get", "Shows an intention"),
              entry("list", "Lists all intentions"),
              entry("match", "Shows the intentions for a name"));
      case "config" ->
          group(
              name,
              "Manages configuration entries.",
              entry("delete", "Deletes an entry"),
              entry("list", "Lists the entries of a kind"),
              entry("read", "Shows an entry"),
              entry("write", "Writes an entry"));
      case "connect" ->
          group(
              name,
              "Manages the service mesh.",
              entry("ca", "Manages its certificate authority"),
              entry("envoy", "Runs Envoy as a proxy"),
              entry("expose", "Puts a service behind an ingress gateway"),
              entry("proxy", "Runs the built-in proxy"),
              entry("redirect-traffic", "Sends a host's traffic through a proxy"));
      case "connect ca" ->
          group(
              name,
              "Manages the certificate authority of the service mesh.",
              entry("get-config", "Shows its settings"),
              entry("set-config", "Changes its settings"));
      default -> null;
    };
  }
}
