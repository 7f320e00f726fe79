package org.consulkv.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.server.OneServer;
import org.consulkv.server.session.NewSession;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.Check;
import org.junit.jupiter.api.Test;

class A_new_leader {
  private final OneServer node = new OneServer();

  @Test
  void is_in_the_catalog_and_healthy() {
    assertThat(checks())
        .singleElement()
        .satisfies(check -> {
          assertThat(check.id()).isEqualTo("serfHealth");
          assertThat(check.name()).isEqualTo("Serf Health Status");
          assertThat(check.status()).isEqualTo("passing");
          assertThat(check.output()).isEqualTo("Agent alive and reachable");
        });
  }

  @Test
  void writes_nothing_anew_that_is_there_already() {
    long modified = checks().getFirst().modifyIndex();
    node.log.lead(false);
    node.log.lead(true);
    assertThat(checks().getFirst().modifyIndex()).isEqualTo(modified);
  }

  @Test
  void tries_again_until_it_is_registered() {
    var late = new OneServer();
    late.server.writes().propose(new CatalogCommand.Deregister("node1", "", "")).join();
    late.log.lead(false);
    long index = late.store.snapshot().index();
    late.log.failWith(Reason.STORAGE);
    late.log.lead(true);
    late.log.failWith(null);
    late.time.advance(Duration.ofSeconds(1));
    assertThat(late.store.snapshot().index()).isEqualTo(index + 1);
  }

  @Test
  void can_hold_sessions_with_the_default_check() {
    assertThat(node.server.sessions().create(NewSession.of("node1"))).isCompleted();
    assertThat(node.server.sessions().create(NewSession.of("other"))).isCompletedExceptionally();
  }

  private List<Check> checks() {
    return CatalogQueries.nodeChecks(node.store.snapshot(), WatchSet.NONE, "node1").value();
  }
}
