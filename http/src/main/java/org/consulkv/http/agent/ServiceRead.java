package org.consulkv.http.agent;

import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.local.Changes.Subscription;
import org.consulkv.agent.local.LocalService;
import org.consulkv.agent.local.LocalState;
import org.consulkv.http.Call;
import org.consulkv.http.Headers;
import org.consulkv.http.listener.Waiting;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// A read of one service of this agent, which waits as long as the service is as the reader knows
/// it.
///
/// Threading: its connection's event loop.
final class ServiceRead implements Waiting {
  private final Call call;
  private final LocalState state;
  private final ServiceJson form;
  private final String id;
  private final String knownHash;
  private @Nullable Subscription subscription;
  private @Nullable Future<?> timer;
  private boolean over;

  ServiceRead(Call call, LocalState state, ServiceJson form, String id) {
    this.call = call;
    this.state = state;
    this.form = form;
    this.id = id;
    knownHash = call.query().first("hash");
  }

  /// Answers now, or when the service changes or the time is over.
  void answer(long waitNanos) {
    if (knownHash.isEmpty()) {
      finish();
      return;
    }
    // First listen, then look: no change comes between.
    subscription = state.changes().ofService(id, () -> call.exchange().loop().execute(this::look));
    look();
    if (!over) {
      call.exchange().holdBack(this);
      timer = call.exchange().loop().schedule(this::hurry, waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    Optional<Service> service = state.service(id).map(LocalService::service);
    if (service.isEmpty() || !form.hash(service.get()).equals(knownHash)) {
      finish();
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    end();
    Optional<Service> found = state.service(id).map(LocalService::service);
    if (found.isEmpty()) {
      call.fail(new ApiException(ErrorKind.NOT_FOUND, "unknown service ID: " + id));
      return;
    }
    Service service = found.get();
    String hash = form.hash(service);
    call.json(
        call.reply(200).header(Headers.CONTENT_HASH, hash),
        json -> form.write(json, service, hash));
  }

  private void end() {
    over = true;
    if (subscription != null) {
      subscription.close();
    }
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void hurry() {
    finish();
  }

  @Override
  public void abandon() {
    end();
  }
}
