package org.consulkv.http.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.Reply;
import org.consulkv.server.Consistency;
import org.consulkv.server.Reads;
import org.consulkv.server.operator.RaftConfiguration;
import org.consulkv.server.operator.RaftOperations;

/// `/v1/operator/raft`.
public final class OperatorRoutes {
  private final RaftOperations raft;
  private final Reads reads;
  private final Placement placement;

  public OperatorRoutes(RaftOperations raft, Reads reads, Placement placement) {
    this.raft = raft;
    this.reads = reads;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/operator/raft/configuration").on("GET", this::configuration);
    routes.at("/v1/operator/raft/peer").on("DELETE", this::removePeer);
    routes
        .at("/v1/operator/raft/transfer-leader")
        .on("POST", this::transferLeader)
        // Consul 1.10 does not have the endpoint, and later releases have no GET.
        .on("GET", call -> call.send(Reply.of(404).bare()));
  }

  private void configuration(Call call) {
    placement.require(call);
    Consistency consistency = call.query().has("stale") ? Consistency.STALE : Consistency.DEFAULT;
    call.follow(
        reads.barrier(consistency),
        _ -> {
          RaftConfiguration now = raft.configuration();
          call.json(json -> write(json, now));
        });
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
    call.follow(
        id.isEmpty() ? raft.remove("address", address) : raft.remove("id", id),
        _ -> call.send(call.reply(200)));
  }

  private void transferLeader(Call call) {
    placement.require(call);
    call.follow(
        raft.transferLeader(call.query().first("id")),
        _ ->
            call.json(json -> {
              json.writeStartObject();
              json.writeBooleanField("Success", true);
              json.writeEndObject();
            }));
  }
}
