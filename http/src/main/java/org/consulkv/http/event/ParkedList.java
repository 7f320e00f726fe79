package org.consulkv.http.event;

import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.event.Events;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.http.Call;
import org.consulkv.http.listener.Waiting;
import org.jspecify.annotations.Nullable;

/// A list of events that waits for another last event.
///
/// Threading: its connection's event loop; only [#run] comes from whoever delivers an event.
final class ParkedList implements Waiting, Runnable {
  private final Call call;
  private final Events events;
  private final String name;
  private final long index;
  private @Nullable Future<?> timer;
  private boolean over;

  /// @param index the index of the list that the client knows
  ParkedList(Call call, Events events, String name, long index) {
    this.call = call;
    this.events = events;
    this.name = name;
    this.index = index;
  }

  void park(long waitNanos) {
    events.listen(this);
    call.exchange().holdBack(this);
    timer = call.exchange().loop().schedule(this::hurry, waitNanos, TimeUnit.NANOSECONDS);
    look(); // an event may have come just before
  }

  @Override
  public void run() {
    call.exchange().loop().execute(this::look);
  }

  private void look() {
    if (!over && Events.index(events.list(name)) != index) {
      hurry();
    }
  }

  @Override
  public void hurry() {
    if (end()) {
      List<UserEvent> list = events.list(name);
      EventRoutes.send(call, list);
    }
  }

  @Override
  public void abandon() {
    end();
  }

  private boolean end() {
    if (over) {
      return false;
    }
    over = true;
    events.forget(this);
    if (timer != null) {
      timer.cancel(false);
    }
    return true;
  }
}
