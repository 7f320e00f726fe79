package org.consulkv.agent.keyring;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Looks at all members' keyrings, and changes them.
///
/// Threading: thread-safe.
@FunctionalInterface
public interface Keyrings {
  /// Asks the pools: first that of all datacenters' servers, then each datacenter's own. The future
  /// does not fail; what went wrong is in the reports.
  CompletableFuture<List<KeyringReport>> run(KeyringRequest request);
}
