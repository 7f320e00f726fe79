package org.consulkv.server.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.state.WatchSet;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.CoordinateQueries;
import org.consulkv.state.coordinate.NodeCoordinate;
import org.junit.jupiter.api.Test;

class Coordinates_of_nodes {
  private final OneServer node = new OneServer();
  private final Coordinates coordinates = node.server.coordinates();

  @Test
  void are_written_together_after_a_while_the_newest_of_each_node() {
    long index = node.store.snapshot().index();
    coordinates.update(at("node1", 0.1));
    coordinates.update(at("node1", 0.2));
    assertThat(read()).isEmpty();
    node.time.advance(Coordinates.PERIOD);
    assertThat(read())
        .singleElement()
        .satisfies(row -> assertThat(row.coordinate().vector().getFirst()).isEqualTo(0.2));
    assertThat(node.store.snapshot().index()).isEqualTo(index + 1);
  }

  @Test
  void of_unknown_nodes_are_passed_over() {
    coordinates.update(at("nobody", 0.1));
    node.time.advance(Coordinates.PERIOD);
    assertThat(read()).isEmpty();
  }

  @Test
  void are_bounded_in_number() {
    long index = node.store.snapshot().index();
    for (int i = 0; i < 10_000; i++) {
      coordinates.update(at("n" + i, 0.1));
    }
    node.time.advance(Coordinates.PERIOD);
    assertThat(node.store.snapshot().index()).isEqualTo(index + Coordinates.BATCHES);
  }

  @Test
  void are_refused_if_no_distance_can_be_told() {
    var flat = new NodeCoordinate("node1", "", new Coordinate(List.of(0.1), 1, 0, 0));
    assertThatThrownBy(() -> coordinates.update(flat)).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> coordinates.update(at("node1", Double.NaN)))
        .isInstanceOf(ApiException.class);
  }

  private List<NodeCoordinate> read() {
    return CoordinateQueries.all(node.store.snapshot(), WatchSet.NONE).value();
  }

  private static NodeCoordinate at(String node, double place) {
    return new NodeCoordinate(
        node, "", new Coordinate(List.of(place, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.5, 0, 1e-5));
  }
}
