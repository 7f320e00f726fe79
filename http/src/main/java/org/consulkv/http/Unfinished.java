package org.consulkv.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.consulkv.http.listener.Reply;

/// Endpoints of Consul that this release does not have. They are routes all the same, so that their
/// methods are known; whoever calls them is told honestly.
final class Unfinished {
  /// Not Implemented: no client takes it for an answer, and none tries again.
  private static final int STATUS = 501;

  private static final String[][] ROUTES = {
    {"/v1/acl/auth-method", "PUT"},
    {"/v1/acl/auth-method/", "GET", "PUT", "DELETE"},
    {"/v1/acl/auth-methods", "GET"},
    {"/v1/acl/binding-rule", "PUT"},
    {"/v1/acl/binding-rule/", "GET", "PUT", "DELETE"},
    {"/v1/acl/binding-rules", "GET"},
    {"/v1/acl/bootstrap", "PUT"},
    {"/v1/acl/login", "POST"},
    {"/v1/acl/logout", "POST"},
    {"/v1/acl/policies", "GET"},
    {"/v1/acl/policy", "PUT"},
    {"/v1/acl/policy/", "GET", "PUT", "DELETE"},
    {"/v1/acl/policy/name/", "GET"},
    {"/v1/acl/replication", "GET"},
    {"/v1/acl/role", "PUT"},
    {"/v1/acl/role/", "GET", "PUT", "DELETE"},
    {"/v1/acl/role/name/", "GET"},
    {"/v1/acl/roles", "GET"},
    {"/v1/acl/token", "PUT"},
    {"/v1/acl/token/", "GET", "PUT", "DELETE"},
    {"/v1/acl/token/self", "GET"},
    {"/v1/acl/tokens", "GET"},
    {"/v1/agent/connect/authorize", "POST"},
    {"/v1/agent/connect/ca/leaf/", "GET"},
    {"/v1/agent/connect/ca/roots", "GET"},
    {"/v1/catalog/gateway-services/", "GET"},
    {"/v1/config", "PUT"},
    {"/v1/config/", "GET", "DELETE"},
    {"/v1/connect/ca/configuration", "GET", "PUT"},
    {"/v1/connect/ca/roots", "GET"},
    {"/v1/connect/intentions", "GET", "POST"},
    {"/v1/connect/intentions/", "GET", "PUT", "DELETE"},
    {"/v1/connect/intentions/check", "GET"},
    {"/v1/connect/intentions/exact", "GET", "PUT", "DELETE"},
    {"/v1/connect/intentions/match", "GET"},
    {"/v1/discovery-chain/", "GET", "POST"},
    {"/v1/internal/acl/authorize", "POST"},
    {"/v1/internal/ui/service-topology/", "GET"},
  };

  /// Of these even the errors carry the headers of a query.
  private static final Set<String> QUERIES =
      Set.of("/v1/connect/ca/roots", "/v1/connect/intentions", "/v1/discovery-chain/");

  private final Placement placement;

  private Unfinished(Placement placement) {
    this.placement = placement;
  }

  static void addTo(Routes routes, Placement placement) {
    var unfinished = new Unfinished(placement);
    for (String[] entry : ROUTES) {
      Route route = routes.at(entry[0]);
      for (int i = 1; i < entry.length; i++) {
        route.on(entry[i], unfinished::answer);
      }
      route.answeredBy(Route.Scope.AGENT);
      if (QUERIES.contains(entry[0])) {
        route.with(Route.Trait.ERRORS_CARRY_META);
      }
    }
  }

  private void answer(Call call) {
    placement.require(call);
    String message = call.route().path() + " is not implemented in this release";
    call.send(
        call.reply(STATUS)
            .header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT)
            .body(message.getBytes(UTF_8)));
  }
}
