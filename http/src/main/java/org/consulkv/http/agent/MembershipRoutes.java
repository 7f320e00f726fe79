package org.consulkv.http.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.agent.Agent;
import org.consulkv.agent.AgentException;
import org.consulkv.http.Call;
import org.consulkv.http.Routes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Who belongs to the cluster: `/v1/agent/join` and `/v1/agent/force-leave`.
public final class MembershipRoutes {
  private final Agent agent;
  private final Executor mayBlock;

  /// @param mayBlock runs what asks others
  public MembershipRoutes(Agent agent, Executor mayBlock) {
    this.agent = agent;
    this.mayBlock = mayBlock;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/join/").on("PUT", this::join);
    routes.at("/v1/agent/force-leave/").on("PUT", this::forceLeave);
  }

  private void join(Call call) {
    String address = call.restText();
    boolean wan = call.query().has("wan");
    change(call, () -> agent.join(address, wan));
  }

  private void forceLeave(Call call) {
    String node = call.restText();
    boolean prune = call.query().has("prune");
    boolean wan = call.query().has("wan");
    change(call, () -> agent.forceLeave(node, prune, wan));
  }

  private void change(Call call, Runnable change) {
    call.follow(
        CompletableFuture.runAsync(
            () -> {
              try {
                change.run();
              } catch (AgentException e) {
                throw new ApiException(ErrorKind.REFUSED, String.valueOf(e.getMessage()), e);
              }
            },
            mayBlock),
        _ -> call.ok());
  }
}
