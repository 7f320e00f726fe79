package org.consulkv.state.coordinate;

import java.util.List;
import org.consulkv.state.Command;

/// A change to coordinates.
public sealed interface CoordinateCommand extends Command {

  /// New coordinates of several nodes. Nodes that are not in the catalog are passed over.
  record Update(List<NodeCoordinate> coordinates) implements CoordinateCommand {
    public Update {
      coordinates = List.copyOf(coordinates);
    }
  }
}
