package org.consulkv.http.status;

import java.util.function.Supplier;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.runtime.LogStatus;

/// `/v1/status`: who leads, and who takes part. Answered without asking the leader.
public final class StatusRoutes {
  private final Supplier<LogStatus> status;
  private final Placement placement;

  public StatusRoutes(Supplier<LogStatus> status, Placement placement) {
    this.status = status;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/status/leader").on("GET", this::leader);
    routes.at("/v1/status/peers").on("GET", this::peers);
  }

  private void leader(Call call) {
    placement.require(call);
    String leader = leaderAddress(status.get());
    call.json(json -> json.writeString(leader));
  }

  /// Host and port of the leader's server address; empty while there is none.
  private static String leaderAddress(LogStatus status) {
    return status.peers().stream()
        .filter(peer -> status.leader().filter(peer.id()::equals).isPresent())
        .map(LogStatus.Peer::address)
        .findFirst()
        .orElse("");
  }

  private void peers(Call call) {
    placement.require(call);
    LogStatus now = status.get();
    call.json(json -> {
      json.writeStartArray();
      for (LogStatus.Peer peer : now.peers()) {
        json.writeString(peer.address());
      }
      json.writeEndArray();
    });
  }
}
