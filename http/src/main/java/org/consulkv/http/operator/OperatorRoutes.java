package org.consulkv.http.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Supplier;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.runtime.LogStatus;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.operator.RaftConfiguration;

/// `/v1/operator/raft`.
public final class OperatorRoutes {
  private final Supplier<RaftConfiguration> configuration;
  private final Supplier<LogStatus> status;
  private final Placement placement;

  public OperatorRoutes(
      Supplier<RaftConfiguration> configuration, Supplier<LogStatus> status, Placement placement) {
    this.configuration = configuration;
    this.status = status;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/operator/raft/configuration").on("GET", this::configuration);
    routes.at("/v1/operator/raft/peer").on("DELETE", this::removePeer);
  }

  private void configuration(Call call) {
    placement.require(call);
    RaftConfiguration now = configuration.get();
    call.json(json -> write(json, now));
  }

  private static void write(JsonGenerator json, RaftConfiguration configuration)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("Servers");
    for (RaftConfiguration.Server server : configuration.servers()) {
      json.writeStartObject();
      json.writeStringField("ID", server.id());
      json.writeStringField("Node", server.node());
      json.writeStringField("Address", server.address());
      json.writeBooleanField("Leader", server.leader());
      json.writeStringField("ProtocolVersion", "3");
      json.writeBooleanField("Voter", server.voter());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("Index", configuration.index());
    json.writeEndObject();
  }

  private void removePeer(Call call) {
    String id = call.query().first("id");
    String address = call.query().first("address");
    if (id.isEmpty() && address.isEmpty()) {
      throw Call.badRequest(
          "Bad request: Must specify either ?id with the server's ID or ?address with IP:port of"
              + " peer to remove");
    }
    if (!id.isEmpty() && !address.isEmpty()) {
      throw Call.badRequest("Bad request: Must specify only one of ?id or ?address");
    }
    placement.require(call);
    LogStatus.Peer peer =
        id.isEmpty()
            ? RaftConfiguration.find(status.get(), "address", address)
            : RaftConfiguration.find(status.get(), "id", id);
    throw new ApiException(
        ErrorKind.REFUSED,
        "peer " + peer.id() + " cannot be removed: this release runs one server only");
  }
}
