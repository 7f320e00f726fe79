package org.consulkv.state.coordinate;

import java.util.List;
import org.consulkv.state.Index;
import org.consulkv.state.Indexed;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;

/// What can be asked of coordinates.
public final class CoordinateQueries {
  private CoordinateQueries() {}

  /// `GET /v1/coordinate/nodes`, in the order of the nodes' names.
  public static Indexed<List<NodeCoordinate>> all(View view, WatchSet watches) {
    return view.indexed(
        view.lastIndex(CoordinateTable.TABLE),
        view.everything(CoordinateTable.NODE, watches).toList());
  }

  /// `GET /v1/coordinate/node/:node`: one for each segment it was measured in.
  public static Indexed<List<NodeCoordinate>> ofNode(View view, WatchSet watches, String node) {
    return view.indexed(
        view.lastIndex(CoordinateTable.TABLE),
        view.prefix(CoordinateTable.NODE, Index.name(node), watches).toList());
  }
}
