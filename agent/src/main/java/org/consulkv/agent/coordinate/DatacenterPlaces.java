package org.consulkv.agent.coordinate;

import java.util.List;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.NodeCoordinate;

/// Where the servers of a datacenter are, in the coordinates of the pool of all servers.
///
/// @param servers those whose place is known
public record DatacenterPlaces(String datacenter, List<NodeCoordinate> servers) {
  public DatacenterPlaces {
    servers = List.copyOf(servers);
  }

  /// The median of the estimated round trips to the servers, in seconds; infinite if none is known.
  public double medianSecondsFrom(Coordinate here) {
    double[] times =
        servers.stream()
            .mapToDouble(server -> here.secondsTo(server.coordinate()))
            .sorted()
            .toArray();
    return times.length == 0 ? Double.POSITIVE_INFINITY : times[times.length / 2];
  }
}
