package org.consulkv.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Command;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

/// An answer is encoded once and given again while the version of its question stays the same
/// object: then the answer has to be the same.
class Answers_that_are_given_again {
  private static final String[] NODES = {"n1", "n2", "N3"};
  private static final String[] SERVICES = {"web", "db"};
  private static final WanAddresses AS_THEY_ARE = new WanAddresses("", "dc1");

  private final Store store = new Store();
  private final Map<BlockingQuery<?>, Seen> seen = new HashMap<>();

  private record Seen(Object version, long index, Object value) {}

  @SeededTest(runs = 200)
  void are_those_that_would_be_made_anew(Gen gen) {
    List<BlockingQuery<? extends Found<?>>> questions = questions();
    for (int step = 0; step < 10 + gen.size(); step++) {
      store.apply(List.of(CommandCodec.encode(command(gen))));
      questions.forEach(this::compare);
    }
  }

  @SuppressWarnings("ReferenceEquality") // versions are compared by identity
  private <R extends Found<?>> void compare(BlockingQuery<R> question) {
    Snapshot snapshot = store.snapshot();
    Object version = question.version(snapshot);
    Indexed<R> answer = question.evaluate(snapshot, WatchSet.NONE);
    Seen before = seen.get(question);
    if (before != null && before.version() == version) {
      assertThat(answer.index()).as("index of %s", question).isEqualTo(before.index());
      assertThat(answer.value().value()).as("answer of %s", question).isEqualTo(before.value());
    }
    if (version == null) {
      seen.remove(question);
    } else {
      seen.put(question, new Seen(version, answer.index(), answer.value().value()));
    }
  }

  private static List<BlockingQuery<? extends Found<?>>> questions() {
    return List.of(
        new HealthReads.Instances(
            "web", true, List.of(), all(CatalogSelectors.HEALTH), AS_THEY_ARE, false),
        new HealthReads.Instances(
            "db", false, List.of("a"), all(CatalogSelectors.HEALTH), AS_THEY_ARE, false),
        new CatalogReads.Instances(
            "web", List.of(), all(CatalogSelectors.INSTANCE), AS_THEY_ARE, false),
        new CatalogReads.Nodes(all(CatalogSelectors.NODE), AS_THEY_ARE, false),
        new CatalogReads.Services(Map.of(), false),
        new HealthReads.Checks(
            new HealthReads.Of.InState(Optional.of(Check.PASSING)),
            all(CatalogSelectors.CHECK),
            false),
        new HealthReads.Checks(
            new HealthReads.Of.OnNode("n1"), all(CatalogSelectors.CHECK), false));
  }

  private static <T> Narrowing<T> all(org.consulkv.http.filter.Selectors<T> selectors) {
    return new Narrowing<>(Map.of(), Filter.parse("", selectors), "");
  }

  private static Command command(Gen gen) {
    String node = gen.oneOf(NODES);
    String service = gen.oneOf(SERVICES);
    return gen.any(
        () -> new Deregister(node, gen.oneOf("", service), gen.oneOf("", "c", "d")),
        () ->
            new Register(
                node(gen, node),
                gen.onceIn(2),
                gen.onceIn(2)
                    ? Optional.empty()
                    : Optional.of(Service.of(node, service, gen.oneOf(SERVICES), gen.below(2))),
                gen.list(2, () -> check(gen, node, service))));
  }

  private static Node node(Gen gen, String name) {
    return new Node("", name, "10.0.0." + gen.below(3), "dc1", null, null, 0, 0);
  }

  private static Check check(Gen gen, String node, String service) {
    Check check =
        Check.of(node, gen.oneOf("c", "d"), "check", gen.oneOf(Check.PASSING, Check.CRITICAL));
    return new Check(
        check.node(),
        check.id(),
        check.name(),
        check.status(),
        "",
        "",
        gen.onceIn(2) ? "" : service,
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
