package org.consulkv.http.coordinate;

import java.util.List;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.coordinate.CoordinateQueries;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The questions of `GET /v1/coordinate`.
final class CoordinateReads {
  private static final Form<List<NodeCoordinate>> LIST = Form.list(CoordinateJson::coordinate);

  /// A node that nobody has measured is not found.
  private static final Form<List<NodeCoordinate>> SOME = Form.some(CoordinateJson::coordinate);

  private CoordinateReads() {}

  record Nodes(String segment, boolean pretty)
      implements BlockingQuery<Found<List<NodeCoordinate>>> {
    @Override
    public Indexed<Found<List<NodeCoordinate>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<NodeCoordinate>> found = CoordinateQueries.all(snapshot, watches);
      return new Indexed<>(
          found.index(), new Found<>(inSegment(found.value(), segment), LIST, pretty));
    }
  }

  record OneNode(String node, String segment, boolean pretty)
      implements BlockingQuery<Found<List<NodeCoordinate>>> {
    @Override
    public Indexed<Found<List<NodeCoordinate>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<NodeCoordinate>> found = CoordinateQueries.ofNode(snapshot, watches, node);
      return new Indexed<>(
          found.index(), new Found<>(inSegment(found.value(), segment), SOME, pretty));
    }
  }

  private static List<NodeCoordinate> inSegment(List<NodeCoordinate> all, String segment) {
    return segment.isEmpty()
        ? all
        : all.stream().filter(node -> node.segment().equals(segment)).toList();
  }
}
