package org.consulkv.http.status;

import java.util.List;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.server.operator.RaftConfiguration;
import org.consulkv.server.operator.RaftOperations;

/// `/v1/status`: who leads, and who takes part. Answered without asking the leader.
public final class StatusRoutes {
  private final RaftOperations raft;
  private final Placement placement;

  public StatusRoutes(RaftOperations raft, Placement placement) {
    this.raft = raft;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/status/leader").on("GET", this::leader);
    routes.at("/v1/status/peers").on("GET", this::peers);
  }

  private void leader(Call call) {
    placement.require(call);
    String leader = raft.leader();
    call.json(json -> json.writeString(leader));
  }

  private void peers(Call call) {
    placement.require(call);
    List<RaftConfiguration.Server> servers = raft.configuration().servers();
    call.json(json -> {
      json.writeStartArray();
      for (RaftConfiguration.Server server : servers) {
        json.writeString(server.address());
      }
      json.writeEndArray();
    });
  }
}
