package org.consulkv.state.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.codec.CommandCodec;
import org.junit.jupiter.api.Test;

class Distances_between_nodes {
  private final Store store = new Store();

  @Test
  void sort_what_is_on_them() {
    place("far", 0.3);
    place("middle", 0.1);
    place("near", 0.0);
    assertThat(sorted("near", "far", "unknown", "middle", "near"))
        .containsExactly("near", "middle", "far", "unknown");
    assertThat(sorted("far", "far", "unknown", "middle", "near"))
        .containsExactly("far", "middle", "near", "unknown");
  }

  @Test
  void change_nothing_if_the_source_was_not_measured() {
    place("a", 0.1);
    assertThat(sorted("nobody", "b", "a")).containsExactly("b", "a");
  }

  @Test
  void are_round_trip_times() {
    Coordinate here = at(0.0);
    Coordinate there = at(0.1);
    assertThat(here.secondsTo(there)).isCloseTo(0.10002, within(1e-9));
    Coordinate corrected = new Coordinate(there.vector(), 1.5, -0.05, 1e-5);
    assertThat(here.secondsTo(corrected)).isCloseTo(0.05002, within(1e-9));
    Coordinate negative = new Coordinate(there.vector(), 1.5, -0.5, 1e-5);
    assertThat(here.secondsTo(negative)).isCloseTo(0.10002, within(1e-9));
  }

  @Test
  void are_forgotten_with_the_node() {
    place("a", 0.1);
    store.apply(List.of(CommandCodec.encode(new Deregister("a", "", ""))));
    assertThat(CoordinateQueries.all(store.snapshot(), WatchSet.NONE).value()).isEmpty();
  }

  private List<String> sorted(String source, String... nodes) {
    return Distances.nearestFirst(store.snapshot(), source, List.of(nodes), node -> node);
  }

  private void place(String node, double place) {
    Node row = new Node("", node, "10.0.0.1", "dc1", null, null, 0, 0);
    var register = new Register(row, false, Optional.empty(), List.of());
    var update = new CoordinateCommand.Update(List.of(new NodeCoordinate(node, "", at(place))));
    store.apply(List.of(CommandCodec.encode(register), CommandCodec.encode(update)));
  }

  private static Coordinate at(double place) {
    return new Coordinate(List.of(place, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.5, 0, 1e-5);
  }
}
