package org.consulkv.http.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.event.Events;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Headers;
import org.consulkv.http.Placement;
import org.consulkv.http.Route.Scope;
import org.consulkv.http.Routes;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.runtime.Bytes;

/// `/v1/event`.
public final class EventRoutes {
  private final Reading reading;
  private final Events events;
  private final Placement placement;

  public EventRoutes(Reading reading, Events events, Placement placement) {
    this.reading = reading;
    this.events = events;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/event/fire/").on("PUT", this::fire).answeredBy(Scope.DATACENTER);
    routes.at("/v1/event/list").on("GET", this::list).answeredBy(Scope.DATACENTER);
  }

  private void fire(Call call) {
    String name = call.restText();
    if (name.isEmpty()) {
      throw Call.badRequest("Missing name");
    }
    placement.require(call);
    CompletableFuture<UserEvent> fired =
        events.fire(
            name,
            Bytes.owning(call.body("http")),
            call.query().first("node"),
            call.query().first("service"),
            call.query().first("tag"));
    call.follow(fired, event -> call.json(json -> EventJson.event(json, event)));
  }

  /// The index is no number in a row but tells lists apart: waits while it is the asked one.
  private void list(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String name = call.query().first("name");
    String asked = call.query().first("index");
    long index = asked.isEmpty() ? 0 : GoNumbers.unsigned(asked);
    List<UserEvent> list = events.list(name);
    if (index != 0 && Events.index(list) == index) {
      new ParkedList(call, events, name, index).park(reading.waitNanos(options.patience()));
    } else {
      send(call, list);
    }
  }

  static void send(Call call, List<UserEvent> list) {
    String index = Long.toUnsignedString(Events.index(list));
    call.json(call.reply(200).header(Headers.INDEX, index), json -> EventJson.list(json, list));
  }
}
