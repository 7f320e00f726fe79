package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.gossip.serf.QueryOptions;
import org.consulkv.gossip.serf.SerfConfig;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;

/// A member of ours on the loopback address, and what it learns.
final class TestMember implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<PoolEvent> events = new LinkedBlockingQueue<>();
  private final List<PoolEvent> seen = new ArrayList<>();
  private final GossipPool pool;

  private TestMember(PoolConfig config, Keyring keyring) throws IOException {
    pool = GossipPool.start(config, keyring, new SystemClock(), new SystemChance(), events::add);
  }

  static TestMember start(String name) throws IOException {
    return start(name, Keyring.NONE, config -> config);
  }

  static TestMember start(String name, Keyring keyring, UnaryOperator<PoolConfig> change)
      throws IOException {
    PoolConfig config =
        PoolConfig.of(
            SerfConfig.LOCAL, name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new TestMember(change.apply(config.withTags(Map.of("language", "java"))), keyring);
  }

  GossipPool pool() {
    return pool;
  }

  void join(Address address) {
    assertThat(pool.join(List.of(address), false).join()).isEqualTo(1);
  }

  /// Waits for an event of this kind about that name that was not waited for before.
  <E extends PoolEvent> E await(Class<E> kind, String name) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        PoolEvent event = events.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(event).as(kind.getSimpleName() + " " + name + " after " + seen).isNotNull();
        seen.add(event);
        if (kind.isInstance(event) && name.equals(nameOf(event))) {
          return kind.cast(event);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String nameOf(PoolEvent event) {
    return switch (event) {
      case PoolEvent.Joined(var member) -> member.name();
      case PoolEvent.Left(var member) -> member.name();
      case PoolEvent.Failed(var member) -> member.name();
      case PoolEvent.Updated(var member) -> member.name();
      case PoolEvent.Reaped(var member) -> member.name();
      case PoolEvent.User user -> user.name();
      case PoolEvent.Asked(var question) -> question.name();
      case PoolEvent.NameLost() -> "";
    };
  }

  /// Asks, and gives what was answered when the time is over, as `name: answer`.
  List<String> ask(String name, String payload, QueryOptions options) {
    List<String> answers = new ArrayList<>();
    CompletableFuture<List<String>> done = new CompletableFuture<>();
    pool.ask(
        name,
        Bytes.utf8(payload),
        options,
        new QueryListener() {
          @Override
          public void acked(String from) {
            answers.add(from + " got it");
          }

          @Override
          public void answered(String from, Bytes answer) {
            answers.add(from + ": " + answer.toUtf8().trim());
          }

          @Override
          public void ended() {
            done.complete(answers);
          }
        });
    return done.join();
  }

  /// Stops it without a goodbye.
  void crash() {
    pool.close();
  }

  @Override
  public void close() {
    pool.close();
  }
}
