package org.consulkv.cli.lock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.json.JsonError;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonReader;
import org.consulkv.cli.json.JsonWriter;

/// Places for several holders, in the way all clients of Consul do it: each contender holds a key
/// of its own under the prefix, and the key `.lock` there lists those that have a place. Who holds
/// its own key no longer has lost its place, and the next contender takes it off the list.
///
/// @see "Consul's guide to distributed semaphores"
final class Semaphore implements Holding {
  /// Marks keys that belong to semaphores: 0xe0f69a2baa414de0.
  private static final String FLAGS = Long.toUnsignedString(0xe0f69a2baa414de0L);

  private final LockKv kv;
  private final String prefix;
  private final String lockKey;
  private final String contenderKey;
  private final long limit;
  private final String session;
  private long index; // seen by whoever waits: first the one that tries, then the one that watches
  private boolean contending;

  /// @param prefix without a slash at its end
  Semaphore(LockKv kv, String prefix, long limit, String session) {
    this.kv = kv;
    this.prefix = prefix + "/";
    this.limit = limit;
    this.session = session;
    lockKey = prefix + "/.lock";
    contenderKey = prefix + "/" + session;
  }

  /// The list of holders as it was read, without those that lost their place.
  private record Places(Set<String> holders, long limit, long modifyIndex) {}

  @Override
  public boolean tryFor(Deadline deadline) {
    if (!contending) {
      if (!kv.acquire(contenderKey, session, FLAGS, "")) {
        throw new ClientError("failed to make contender entry");
      }
      contending = true;
    }
    while (!deadline.isOver()) {
      Places places = read(deadline.longestWait());
      if (places.limit() != limit) {
        throw new ClientError(
            "semaphore limit conflict (lock: " + places.limit() + ", local: " + limit + ")");
      }
      if (places.holders().contains(session)) {
        return true;
      } else if (places.holders().size() < limit) {
        places.holders().add(session);
        if (write(places)) {
          return true;
        }
        index = 0;
      }
    }
    return false;
  }

  private Places read(Duration wait) {
    LockKv.Found found = kv.list(prefix, index, wait);
    index = found.index();
    return places(found);
  }

  private Places readNow() {
    return places(kv.list(prefix, 0, Duration.ZERO));
  }

  private Places places(LockKv.Found found) {
    LockKv.Pair lock = found.of(lockKey);
    Set<String> holders = new LinkedHashSet<>();
    long agreed = limit;
    if (lock.modifyIndex() != 0) {
      if (!lock.flags().equals(FLAGS)) {
        throw new ClientError("Existing key does not match semaphore use");
      }
      JsonObject content = parse(lock.value());
      agreed = content.number("Limit");
      holders.addAll(holders(content));
    }
    holders.removeIf(holder -> !found.of(prefix + holder).session().equals(holder));
    return new Places(holders, agreed, lock.modifyIndex());
  }

  private static JsonObject parse(String base64) {
    try {
      byte[] text = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
      if (JsonReader.read(text) instanceof JsonObject content) {
        return content;
      }
    } catch (JsonError | IllegalArgumentException e) {
      // Neither of them tells more than that.
    }
    throw new ClientError("the semaphore's list of holders is not readable");
  }

  /// Clients write a map from sessions to `true`; the guide shows a list.
  private static Set<String> holders(JsonObject content) {
    Set<String> holders = new LinkedHashSet<>(content.object("Holders").names());
    for (Object holder : content.list("Holders")) {
      holders.add(JsonObject.textOf(holder));
    }
    return holders;
  }

  private boolean write(Places places) {
    JsonObject holders = new JsonObject();
    places.holders().forEach(holder -> holders.put(holder, true));
    JsonObject content = new JsonObject().put("Limit", limit).put("Holders", holders);
    return kv.compareAndSet(lockKey, FLAGS, JsonWriter.compact(content), places.modifyIndex());
  }

  @Override
  public boolean isStillHeld(Duration wait) {
    return read(wait).holders().contains(session);
  }

  @Override
  public void release() {
    boolean gone = false;
    while (!gone) {
      Places places = readNow();
      gone = !places.holders().remove(session) || write(places);
    }
    kv.delete(contenderKey);
  }

  @Override
  public boolean cleanUp() {
    Places places = readNow();
    if (places.modifyIndex() == 0) {
      return true;
    }
    return places.holders().isEmpty() && kv.compareAndDelete(lockKey, places.modifyIndex());
  }
}
