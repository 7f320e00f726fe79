package org.consulkv.server.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.ServerConfig;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the leader itself into the catalog: its node, the service `consul`, and the check
/// `serfHealth`, passing. Tried again until it is logged; what is there already is not written
/// anew.
///
/// Threading: guarded by its own lock.
public final class SelfRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(SelfRegistration.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Writes writes;
  private final Timers timers;
  private final ServerConfig config;
  private boolean active;
  private @Nullable Scheduled again;

  public SelfRegistration(Writes writes, Timers timers, ServerConfig config) {
    this.writes = writes;
    this.timers = timers;
    this.config = config;
  }

  /// This server leads now.
  public void start() {
    synchronized (this) {
      active = true;
    }
    register();
  }

  /// Another server leads.
  public synchronized void stop() {
    active = false;
    if (again != null) {
      again.cancel();
      again = null;
    }
  }

  private void register() {
    var _ =
        writes
            .propose(command())
            .whenComplete((outcome, failure) -> {
              if (failure != null) {
                LOG.warn("This node could not be registered, will be tried again", failure);
                later();
              } else if (outcome instanceof Outcome.Failed failed) {
                LOG.error("This node could not be registered: {}", failed.message());
              }
            });
  }

  private synchronized void later() {
    if (active) {
      again = timers.after(PAUSE, this::register);
    }
  }

  private CatalogCommand.Register command() {
    Node node =
        new Node(
            config.nodeId(),
            config.nodeName(),
            config.address(),
            config.datacenter(),
            config.taggedAddresses(),
            config.nodeMeta(),
            0,
            0);
    return new CatalogCommand.Register(
        node, false, Optional.of(service()), List.of(check(config.nodeName())));
  }

  private Service service() {
    return new Service(
        config.nodeName(),
        "consul",
        "consul",
        "",
        null,
        "",
        null,
        config.serviceMeta(),
        config.port(),
        "",
        Service.Weights.EQUAL,
        false,
        0,
        0);
  }

  private static Check check(String node) {
    return new Check(
        node,
        Check.SERF_HEALTH,
        "Serf Health Status",
        Check.PASSING,
        "",
        "Agent alive and reachable",
        "",
        "",
        null,
        "",
        "",
        "",
        0,
        Check.Definition.NONE,
        0,
        0);
  }
}
