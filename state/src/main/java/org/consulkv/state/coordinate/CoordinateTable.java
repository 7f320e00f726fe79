package org.consulkv.state.coordinate;

import org.consulkv.state.Index;
import org.consulkv.state.Table;

/// The coordinates of all nodes.
public final class CoordinateTable {
  private CoordinateTable() {}

  /// A node's coordinate in a segment.
  public record InSegment(String node, String segment) {}

  public static final Index<NodeCoordinate, InSegment> NODE =
      Index.unique(
          "node",
          row -> new InSegment(row.node(), row.segment()),
          at -> Index.name(at.node(), at.segment()));

  public static final Table<NodeCoordinate> TABLE =
      Table.of(9, "coordinates", CoordinateCodec.ROW, NodeCoordinate::modifyIndex, NODE);
}
