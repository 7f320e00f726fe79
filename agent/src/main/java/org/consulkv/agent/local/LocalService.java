package org.consulkv.agent.local;

import java.util.List;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// A service of this agent.
///
/// @param service as the catalog is to have it
/// @param token the ACL token it is written with; empty for the agent's own
public record LocalService(Service service, String token, Origin origin) {
  public String id() {
    return service.id();
  }

  /// The same service with the tags that somebody gave it in the catalog.
  LocalService withTags(@Nullable List<String> tags) {
    Service it = service;
    return new LocalService(
        new Service(
            it.node(),
            it.id(),
            it.name(),
            it.kind(),
            tags,
            it.address(),
            it.taggedAddresses(),
            it.meta(),
            it.port(),
            it.socketPath(),
            it.weights(),
            it.enableTagOverride(),
            0,
            0),
        token,
        origin);
  }
}
