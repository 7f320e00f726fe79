package org.consulkv.server.catalog;

import java.util.concurrent.CompletableFuture;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;

/// Changes to the catalog: what is asked is checked and completed here, and nowhere else.
///
/// Threading: thread-safe.
public final class CatalogWrites {
  private final Writes writes;

  public CatalogWrites(Writes writes) {
    this.writes = writes;
  }

  /// Adds or updates a node and what comes with it, all or nothing. Complete when it is durable and
  /// applied; fails with an [ApiException].
  ///
  /// @throws ApiException if it is refused as it stands
  public CompletableFuture<Void> register(Register asked) {
    return propose(RegistrationRules.checked(asked));
  }

  /// Removes a service, a check or a node; what is not there counts as removed. Complete when it is
  /// durable and applied; fails with an [ApiException].
  ///
  /// @throws ApiException if it is refused as it stands
  public CompletableFuture<Void> deregister(Deregister asked) {
    if (asked.node().isEmpty()) {
      throw new ApiException(ErrorKind.REFUSED, "Must provide node");
    }
    return propose(asked);
  }

  private CompletableFuture<Void> propose(CatalogCommand command) {
    return writes.propose(command).thenAccept(CatalogWrites::requireDone);
  }

  private static void requireDone(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      throw new ApiException(ErrorKind.REFUSED, failed.message());
    }
  }
}
