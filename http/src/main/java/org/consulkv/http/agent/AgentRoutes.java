package org.consulkv.http.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.agent.Agent;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.Self;
import org.consulkv.http.Call;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.Reply;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// The endpoints of `/v1/agent` about the agent as a whole.
public final class AgentRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Agent agent;
  private final Executor mayBlock;

  /// @param mayBlock runs what reads files or waits
  public AgentRoutes(Agent agent, Executor mayBlock) {
    this.agent = agent;
    this.mayBlock = mayBlock;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/self").on("GET", this::self);
    routes.at("/v1/agent/members").on("GET", this::members);
    routes.at("/v1/agent/metrics").on("GET", this::metrics);
    routes.at("/v1/agent/host").on("GET", this::host);
    routes.at("/v1/agent/version").on("GET", this::version);
    routes.at("/v1/agent/reload").on("PUT", this::reload);
    routes.at("/v1/agent/leave").on("PUT", this::leave);
  }

  private void self(Call call) {
    Self self = agent.self();
    call.json(json -> AgentJson.self(json, self));
  }

  private void members(Call call) {
    var members = agent.members(call.query().has("wan"));
    call.json(json -> AgentJson.members(json, members));
  }

  private void metrics(Call call) {
    if (!call.query().first("format").equals("prometheus")) {
      call.json(json -> AgentJson.metrics(json, agent.metrics().dump()));
      return;
    }
    Optional<String> text = agent.metrics().prometheus();
    if (text.isEmpty()) {
      String off = "Prometheus is not enabled since its retention time is not positive";
      call.send(
          call.reply(415).header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT).body(off.getBytes(UTF_8)));
    } else {
      call.send(
          call.reply(200).header(Reply.CONTENT_TYPE, PROMETHEUS).body(text.get().getBytes(UTF_8)));
    }
  }

  private void host(Call call) {
    call.follow(
        CompletableFuture.supplyAsync(HostFacts::gather, mayBlock),
        facts -> call.json(json -> Values.write(json, facts)));
  }

  private void version(Call call) {
    Object version = agent.self().config().get("Version");
    call.json(json -> {
      json.writeStartObject();
      json.writeStringField("SHA", "");
      json.writeStringField("HumanVersion", String.valueOf(version));
      json.writeStringField("FIPS", "");
      json.writeEndObject();
    });
  }

  private void reload(Call call) {
    call.follow(CompletableFuture.runAsync(this::reload, mayBlock), done -> call.ok());
  }

  private void reload() {
    try {
      agent.reload();
    } catch (AgentException e) {
      throw new ApiException(ErrorKind.INTERNAL, String.valueOf(e.getMessage()), e);
    }
  }

  /// Answers when the node has left; the agent ends after that.
  private void leave(Call call) {
    call.follow(agent.leave(), left -> call.ok());
  }
}
