package org.consulkv.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.SimulatedAgent;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

/// Random registrations, results, meddling with the catalog and failures, in virtual time: when it
/// is over, the catalog is as the agent says.
class Any_history_of_an_agent {
  private static final List<String> SERVICES = List.of("a", "b", "c");
  private static final List<String> CHECKS = List.of("service:a", "service:b", "x", "y");

  @SeededTest(runs = 200)
  void ends_with_the_catalog_as_the_agent_says(Gen gen) {
    var agent =
        new SimulatedAgent(gen.number(), Duration.ofSeconds(gen.below(120)), Optional.empty())
            .started();
    for (int i = 0; i < 3 * gen.size(); i++) {
      step(agent, gen);
    }
    agent.log.failWith(null);
    agent.time.advance(Duration.ofMinutes(6));
    assertThat(services(agent.catalogServices())).isEqualTo(ownServices(agent));
    assertThat(statuses(agent.catalogChecks())).isEqualTo(ownStatuses(agent));
  }

  private static void step(SimulatedAgent agent, Gen gen) {
    String service = gen.oneOf(SERVICES);
    String check = gen.oneOf(CHECKS);
    switch (gen.below(12)) {
      case 0, 1 ->
          agent.service(
              "{\"Name\":\"%s\",\"Port\":%d,\"Check\":{\"TTL\":\"9h\"}}"
                  .formatted(service, gen.below(3)));
      case 2 -> agent.registrations.deregisterService(service);
      case 3 ->
          agent.check(
              "{\"ID\":\"%s\",\"Name\":\"n\",\"TTL\":\"9h\"}".formatted(gen.oneOf("x", "y")));
      case 4 -> agent.registrations.deregisterCheck(check);
      case 5, 6, 7 ->
          agent.result(check, gen.oneOf(CheckStatus.values()), "output " + gen.below(3));
      case 8 -> agent.log.failWith(gen.oneOf(Reason.values()));
      case 9 -> agent.log.failWith(null);
      case 10 -> agent.time.advance(Duration.ofMillis(gen.below(60_000)));
      default -> meddle(agent, gen, service, check);
    }
  }

  private static void meddle(SimulatedAgent agent, Gen gen, String service, String check) {
    agent.log.failWith(null);
    switch (gen.below(4)) {
      case 0 -> agent.meddle(new Deregister("node1", service, ""));
      case 1 -> agent.meddle(new Deregister("node1", "", check));
      case 2 -> agent.meddle(new Deregister("node1", "", ""));
      default ->
          agent.meddle(
              new Register(
                  agent.state.node(),
                  true,
                  Optional.of(Service.of("node1", gen.oneOf("a", "ghost"), "ghost", 9)),
                  List.of(Check.of("node1", gen.oneOf("x", "stray"), "stray", "warning"))));
    }
  }

  private static Map<String, String> services(List<Service> services) {
    Map<String, String> all = new TreeMap<>();
    services.forEach(service -> all.put(service.id(), service.name() + ":" + service.port()));
    return all;
  }

  private static Map<String, String> ownServices(SimulatedAgent agent) {
    return services(agent.state.services().stream().map(service -> service.service()).toList());
  }

  private static Map<String, String> statuses(List<Check> checks) {
    Map<String, String> all = new TreeMap<>();
    checks.forEach(check -> all.put(check.id(), check.status() + ": " + check.output()));
    return all;
  }

  private static Map<String, String> ownStatuses(SimulatedAgent agent) {
    return statuses(agent.state.checks().stream().map(check -> check.check()).toList());
  }
}
