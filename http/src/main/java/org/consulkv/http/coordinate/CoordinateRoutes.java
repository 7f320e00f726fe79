package org.consulkv.http.coordinate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.coordinate.Coordinates;
import org.consulkv.state.coordinate.NodeCoordinate;

/// `/v1/coordinate`.
public final class CoordinateRoutes {
  private final Reading reading;
  private final Coordinates coordinates;
  private final Placement placement;
  private final Supplier<CompletableFuture<List<DatacenterPlaces>>> datacenters;

  /// @param datacenters where the servers of all datacenters are
  public CoordinateRoutes(
      Reading reading,
      Coordinates coordinates,
      Placement placement,
      Supplier<CompletableFuture<List<DatacenterPlaces>>> datacenters) {
    this.reading = reading;
    this.coordinates = coordinates;
    this.placement = placement;
    this.datacenters = datacenters;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/coordinate/datacenters").on("GET", this::datacenters);
    routes.at("/v1/coordinate/nodes").on("GET", this::nodes).with(Route.Trait.ERRORS_CARRY_META);
    routes.at("/v1/coordinate/node/").on("GET", this::node);
    routes.at("/v1/coordinate/update").on("PUT", this::update);
  }

  private void nodes(Call call) {
    ReadOptions options = reading.options(call);
    String segment = call.query().first("segment");
    reading.answer(call, options, new CoordinateReads.Nodes(segment, call.pretty()));
  }

  private void node(Call call) {
    ReadOptions options = reading.options(call);
    String segment = call.query().first("segment");
    reading.answer(
        call, options, new CoordinateReads.OneNode(call.restText(), segment, call.pretty()));
  }

  /// The servers of each datacenter.
  private void datacenters(Call call) {
    call.follow(
        datacenters.get(),
        all ->
            call.json(json -> {
              json.writeStartArray();
              for (DatacenterPlaces one : all) {
                json.writeStartObject();
                json.writeStringField("Datacenter", one.datacenter());
                json.writeStringField("AreaID", "wan");
                json.writeArrayFieldStart("Coordinates");
                for (NodeCoordinate server : one.servers()) {
                  CoordinateJson.coordinate(json, server);
                }
                json.writeEndArray();
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private void update(Call call) {
    CoordinateBody body;
    try {
      body = CoordinateBody.read(call.body("http"));
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    placement.require(body.datacenter());
    placement.require(call);
    coordinates.update(body.coordinate());
    call.ok();
  }
}
