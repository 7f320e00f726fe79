package org.consulkv.cli.lock;

import java.time.Duration;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.watch.Pause;

/// A key that one session holds at a time, in the way all clients of Consul do it: the key carries
/// flags that mark it as a lock.
final class Mutex implements Holding {
  /// Marks keys that are locks: 0x2ddccbc058a50c18.
  private static final String FLAGS = "3304740253564472344";

  /// After a holder was lost, its lock can be had only after a delay; this is how often to try.
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final LockKv kv;
  private final String key;
  private final String session;
  private final Pause pause;
  private long index; // seen by whoever waits: first the one that tries, then the one that watches

  Mutex(LockKv kv, String key, String session, Pause pause) {
    this.kv = kv;
    this.key = key;
    this.session = session;
    this.pause = pause;
  }

  @Override
  public boolean tryFor(Deadline deadline) throws InterruptedException {
    while (!deadline.isOver()) {
      LockKv.Pair pair = read(deadline.longestWait());
      if (pair.session().equals(session)) {
        return true;
      } else if (pair.session().isEmpty()) {
        if (kv.acquire(key, session, FLAGS, "")) {
          return true;
        }
        if (readNow().session().isEmpty()) {
          pause.pause(deadline.wait(RETRY));
        }
        index = 0;
      }
    }
    return false;
  }

  private LockKv.Pair read(Duration wait) {
    LockKv.Found found = kv.read(key, index, wait);
    index = found.index();
    return lock(found);
  }

  private LockKv.Pair readNow() {
    return lock(kv.read(key, 0, Duration.ZERO));
  }

  private LockKv.Pair lock(LockKv.Found found) {
    LockKv.Pair pair = found.of(key);
    if (pair.modifyIndex() != 0 && !pair.flags().equals(FLAGS)) {
      throw new ClientError("Existing key does not match lock use");
    }
    return pair;
  }

  @Override
  public boolean isStillHeld(Duration wait) {
    return read(wait).session().equals(session);
  }

  @Override
  public void release() {
    kv.release(key, session, FLAGS);
  }

  @Override
  public boolean cleanUp() {
    LockKv.Pair pair = readNow();
    if (pair.modifyIndex() == 0) {
      return true;
    }
    return pair.session().isEmpty() && kv.compareAndDelete(key, pair.modifyIndex());
  }
}
