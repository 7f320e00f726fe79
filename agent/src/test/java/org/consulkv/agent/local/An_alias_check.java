package org.consulkv.agent.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.check.AliasSource;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.check.Probe;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class An_alias_check {
  private final SimulatedAgent agent = new SimulatedAgent().started();
  private final BlockingQueue<Optional<List<Aliased>>> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void register() {
    agent.service("{\"Name\":\"db\",\"Check\":{\"TTL\":\"9h\",\"Status\":\"passing\"}}");
    agent.service("{\"Name\":\"web\",\"Check\":{\"CheckID\":\"a\",\"AliasService\":\"db\"}}");
  }

  @Test
  void is_as_the_service_that_it_mirrors() {
    assertThat(agent.catalogCheck("a").status()).isEqualTo("passing");
    agent.result("service:db", CheckStatus.CRITICAL, "down");
    assertThat(agent.catalogCheck("a").status()).isEqualTo("critical");
    agent.result("service:db", CheckStatus.PASSING, "up");
    assertThat(agent.catalogCheck("a").status()).isEqualTo("passing");
  }

  @Test
  void is_critical_without_the_service_that_it_mirrors() {
    agent.registrations.deregisterService("db");
    assertThat(agent.catalogCheck("a").status()).isEqualTo("critical");
  }

  @Test
  void follows_another_node_in_the_catalog() throws InterruptedException {
    AliasSource source = new Aliases(agent.state, CatalogAliases.of(agent.server));
    CheckDefinition alias = SimulatedAgent.checkOf("{\"CheckID\":\"a\",\"AliasNode\":\"other\"}");
    try (AliasSource.Watch _ = source.watch(alias, new Probe.Alias("other", ""), told::add)) {
      assertThat(next()).isEmpty();
      Node other = new Node("", "other", "10.0.0.2", "dc1", null, null, 0, 0);
      agent.meddle(
          new Register(
              other,
              false,
              Optional.empty(),
              List.of(Check.of("other", "disk", "disk", "warning"))));
      assertThat(next()).contains(List.of(new Aliased("disk", "disk", CheckStatus.WARNING, "")));
      agent.meddle(new Deregister("other", "", ""));
      assertThat(next()).isEmpty();
    }
  }

  /// What the watch tells next that it has not told before.
  private Optional<List<Aliased>> next() throws InterruptedException {
    Optional<List<Aliased>> next = told.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }
}
