package org.consulkv.cli.lock;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.consulkv.cli.client.ClientError;

/// A session that is renewed, by a thread of its own, until closed.
///
/// Threading: thread-safe.
final class LockSession implements AutoCloseable {
  private static final Duration TTL = Duration.ofSeconds(15);

  private final LockKv kv;
  private final String id;
  private final Runnable lost;
  private final CountDownLatch closed = new CountDownLatch(1);

  private LockSession(LockKv kv, String id, Runnable lost) {
    this.kv = kv;
    this.id = id;
    this.lost = lost;
  }

  /// @param behavior what becomes of its keys when it ends
  /// @param lost is run when the session turns out to be gone
  static LockSession create(LockKv kv, String name, String behavior, Runnable lost) {
    String id;
    try {
      id = kv.createSession(name, TTL, behavior);
    } catch (ClientError e) {
      throw new ClientError("failed to create session: " + e.text());
    }
    LockSession session = new LockSession(kv, id, lost);
    Thread.ofPlatform().name("session").daemon().start(session::renew);
    return session;
  }

  String id() {
    return id;
  }

  /// A renewal that fails is tried again, as long as the session may still be there.
  private void renew() {
    long renewedNanos = System.nanoTime();
    boolean alive = true;
    Duration pause = TTL.dividedBy(2);
    while (alive && !isClosedWithin(pause)) {
      try {
        alive = kv.renewSession(id);
        renewedNanos = System.nanoTime();
        pause = TTL.dividedBy(2);
      } catch (ClientError e) {
        alive = System.nanoTime() - renewedNanos < TTL.toNanos();
        pause = Duration.ofSeconds(1);
      }
    }
    if (!alive) {
      lost.run();
    }
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Ends the session, and with it every lock it holds.
  @Override
  public void close() {
    closed.countDown();
    kv.destroySession(id);
  }
}
