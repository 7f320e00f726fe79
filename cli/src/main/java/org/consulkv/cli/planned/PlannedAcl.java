package org.consulkv.cli.planned;

import static org.consulkv.cli.command.Scope.DATACENTER;
import static org.consulkv.cli.command.Scope.NAMESPACE;

import org.consulkv.cli.command.Scope;
import org.jspecify.annotations.Nullable;

/// `consul acl`, `login` and `logout`.
final class PlannedAcl {
  private PlannedAcl() {}

  static @Nullable PlannedCommand find(String name) {
    return switch (name) {
      case "acl bootstrap" -> acl(name, "Makes the first management token.", DATACENTER);
      case "acl set-agent-token" ->
          new PlannedCommand(
              name,
              "TYPE TOKEN",
              """
              Sets a token that a running agent uses by itself. TYPE is one of

                  default        for requests that come without a token
                  agent          for the agent's own work in the catalog
                  master         for this agent's endpoints when there is no leader
                  replication    for copying ACLs from the primary datacenter\
              """,
              DATACENTER);
      case "acl translate-rules" ->
          new PlannedCommand(name, "TRANSLATE", "Rewrites rules in the old syntax.", DATACENTER)
              .needs((command, arguments) -> arguments.isEmpty() ? TRANSLATE : "");
      case "login" -> login(name);
      default -> {
        if (name.startsWith("acl policy ")) {
          yield policy(name);
        }
        if (name.startsWith("acl token ")) {
          yield token(name);
        }
        yield name.startsWith("acl role ") ? role(name) : PlannedAuth.find(name);
      }
    };
  }

  private static final String TRANSLATE = "Error! Missing TRANSLATE argument";

  /// A command that prints what it made or found.
  static PlannedCommand acl(String name, String what, Scope scope) {
    return new PlannedCommand(name, "", what, scope)
        .flag("format=string", "Output format: pretty or json.");
  }

  static PlannedCommand shown(String name, String what) {
    return acl(name, what, NAMESPACE).flag("meta", "Also shows indexes and hashes.");
  }

  private static PlannedCommand login(String name) {
    return new PlannedCommand(name, "", "Trades a bearer token for a Consul token.", NAMESPACE)
        .flag("bearer-token-file=string", "File with the bearer token.")
        .flag("meta=list", "Metadata for the new token, as key=value; may be repeated.")
        .flag("method=string", "Name of the auth method.")
        .flag("token-sink-file=string", "File to write the new token's secret to.")
        .flag("type=string", "Type of the auth method.")
        .needs((command, arguments) ->
            command.isGiven("method") ? "" : "Missing required '-method' flag");
  }

  private static @Nullable PlannedCommand policy(String name) {
    return switch (name) {
      case "acl policy create" ->
          policyFields(shown(name, "Creates a policy."))
              .flag("from-token=string", "Accessor of an old token whose rules to take.")
              .flag("token-secret", "The value of -from-token is a secret.");
      case "acl policy update" ->
          policyFields(shown(name, "Changes a policy."))
              .flag("id=string", "ID of the policy.")
              .flag("no-merge", "Replaces the policy instead of only what is given.");
      case "acl policy read", "acl policy delete" ->
          shown(name, "Shows or deletes a policy.")
              .flag("id=string", "ID of the policy.")
              .flag("name=string", "Name of the policy.");
      case "acl policy list" -> shown(name, "Lists all policies.");
      default -> null;
    };
  }

  private static PlannedCommand policyFields(PlannedCommand command) {
    return command
        .flag("description=string", "What the policy is for.")
        .flag("name=string", "Name of the policy.")
        .flag("rules=string", "The rules; @file or - for standard input.")
        .flag("valid-datacenter=list", "Datacenter the policy holds in; may be repeated.");
  }

  private static @Nullable PlannedCommand token(String name) {
    return switch (name) {
      case "acl token create" ->
          grants(shown(name, "Creates a token."))
              .flag("accessor=string", "Accessor ID to give it.")
              .flag("expires-ttl=duration", "Time after which it is no longer valid.")
              .flag("local", "Valid in this datacenter only.")
              .flag("secret=string", "Secret ID to give it.");
      case "acl token update" ->
          grants(shown(name, "Changes a token."))
              .flag("id=string", "Accessor ID of the token.")
              .flag("merge-node-identities", "Adds to its node identities.")
              .flag("merge-policies", "Adds to its policies.")
              .flag("merge-roles", "Adds to its roles.")
              .flag("merge-service-identities", "Adds to its service identities.")
              .flag("upgrade-legacy", "Makes a new token of an old one.");
      case "acl token clone" ->
          acl(name, "Makes a token with the same rights.", NAMESPACE)
              .flag("description=string", "What the new token is for.")
              .flag("id=string", "Accessor ID of the token.");
      case "acl token read" ->
          shown(name, "Shows a token.")
              .flag("id=string", "Accessor ID of the token.")
              .flag("self", "Shows the token that this command uses.");
      case "acl token delete" ->
          new PlannedCommand(name, "", "Deletes a token.", NAMESPACE)
              .flag("id=string", "Accessor ID of the token.");
      case "acl token list" -> shown(name, "Lists all tokens.");
      default -> null;
    };
  }

  private static PlannedCommand grants(PlannedCommand command) {
    return identities(command)
        .flag("role-id=list", "ID of a role to link; may be repeated.")
        .flag("role-name=list", "Name of a role to link; may be repeated.");
  }

  private static PlannedCommand identities(PlannedCommand command) {
    return command
        .flag("description=string", "What it is for.")
        .flag("node-identity=list", "NODE:DATACENTER it stands for; may be repeated.")
        .flag("policy-id=list", "ID of a policy to link; may be repeated.")
        .flag("policy-name=list", "Name of a policy to link; may be repeated.")
        .flag("service-identity=list", "SERVICE[:DC,...] it stands for; may be repeated.");
  }

  private static @Nullable PlannedCommand role(String name) {
    return switch (name) {
      case "acl role create" ->
          identities(shown(name, "Creates a role.")).flag("name=string", "Name of the role.");
      case "acl role update" ->
          identities(shown(name, "Changes a role."))
              .flag("id=string", "ID of the role.")
              .flag("name=string", "Name of the role.")
              .flag("no-merge", "Replaces the role instead of only what is given.");
      case "acl role read", "acl role delete" ->
          shown(name, "Shows or deletes a role.")
              .flag("id=string", "ID of the role.")
              .flag("name=string", "Name of the role.");
      case "acl role list" -> shown(name, "Lists all roles.");
      default -> null;
    };
  }
}
