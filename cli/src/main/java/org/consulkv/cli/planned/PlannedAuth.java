package org.consulkv.cli.planned;

import static org.consulkv.cli.planned.PlannedAcl.shown;

import org.jspecify.annotations.Nullable;

/// `consul acl auth-method` and `consul acl binding-rule`.
final class PlannedAuth {
  private PlannedAuth() {}

  static @Nullable PlannedCommand find(String name) {
    return switch (name) {
      case "acl auth-method create", "acl auth-method update" ->
          method(shown(name, "Creates or changes a way to log in."));
      case "acl auth-method read", "acl auth-method delete" ->
          shown(name, "Shows or deletes a way to log in.")
              .flag("name=string", "Name of the auth method.");
      case "acl auth-method list" -> shown(name, "Lists the ways to log in.");
      case "acl binding-rule create" -> rule(shown(name, "Creates a rule."));
      case "acl binding-rule update" ->
          rule(shown(name, "Changes a rule."))
              .flag("id=string", "ID of the rule.")
              .flag("no-merge", "Replaces the rule instead of only what is given.");
      case "acl binding-rule read", "acl binding-rule delete" ->
          shown(name, "Shows or deletes a rule.").flag("id=string", "ID of the rule.");
      case "acl binding-rule list" ->
          shown(name, "Lists the rules that turn logins into rights.")
              .flag("method=string", "Only those of this auth method.");
      default -> null;
    };
  }

  private static PlannedCommand method(PlannedCommand command) {
    return command
        .flag("config=string", "Settings as JSON; @file or - for standard input.")
        .flag("description=string", "What the auth method is for.")
        .flag("display-name=string", "Name to show to people.")
        .flag("kubernetes-ca-cert=string", "CA certificate of the Kubernetes API, PEM.")
        .flag("kubernetes-host=string", "Address of the Kubernetes API.")
        .flag("kubernetes-service-account-jwt=string", "Token for the Kubernetes API.")
        .flag("max-token-ttl=duration", "Longest life of tokens made by it.")
        .flag("name=string", "Name of the auth method.")
        .flag("token-locality=string", "Kind of tokens it makes: local or global.")
        .flag("type=string", "Type of the auth method.");
  }

  private static PlannedCommand rule(PlannedCommand command) {
    return command
        .flag("bind-name=string", "Name of the role or service, possibly with ${...}.")
        .flag("bind-type=string", "What to bind to: service, role or node.")
        .flag("description=string", "What the rule is for.")
        .flag("method=string", "Name of the auth method.")
        .flag("selector=string", "Expression that a login must match.");
  }
}
