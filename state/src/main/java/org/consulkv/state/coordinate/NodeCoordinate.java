package org.consulkv.state.coordinate;

/// Where a node is in the network.
///
/// @param node the node's name
/// @param segment the part of the network it was measured in; empty for the whole
/// @param modifyIndex when it was last written; not shown to users
public record NodeCoordinate(String node, String segment, Coordinate coordinate, long modifyIndex) {

  public NodeCoordinate(String node, String segment, Coordinate coordinate) {
    this(node, segment, coordinate, 0);
  }

  /// The same with this index.
  NodeCoordinate at(long index) {
    return new NodeCoordinate(node, segment, coordinate, index);
  }
}
