package org.consulkv.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.ConsulException;
import org.kiwiproject.consul.KeyValueClient;
import org.kiwiproject.consul.cache.KVCache;
import org.kiwiproject.consul.cache.ServiceHealthCache;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.model.agent.Registration.RegCheck;
import org.kiwiproject.consul.model.health.ServiceHealth;
import org.kiwiproject.consul.model.kv.ImmutableOperation;
import org.kiwiproject.consul.model.query.ImmutablePreparedQuery;
import org.kiwiproject.consul.model.query.ImmutableServiceQuery;
import org.kiwiproject.consul.model.session.ImmutableSession;
import org.kiwiproject.consul.option.ImmutablePutOptions;

/// `org.kiwiproject:consul-client`.
@SuppressWarnings("NullAway.Init") // set before all tests
class The_Kiwi_client {
  private static final long TTL_SECONDS = 60;

  /// Longer than the client's caches wait for news.
  private static final long READ_TIMEOUT_MILLIS = 30_000;

  @TempDir static Path folder;
  private static DevAgent agent;
  private static Consul consul;

  @BeforeAll
  static void start() throws IOException {
    agent = DevAgent.start(folder);
    consul =
        Consul.builder()
            .withHostAndPort(HostAndPort.fromParts("127.0.0.1", agent.http()))
            .withPing(true)
            .withReadTimeoutMillis(READ_TIMEOUT_MILLIS)
            .build();
  }

  @AfterAll
  static void stop() {
    consul.destroy();
    agent.close();
  }

  @Test
  void keeps_values() {
    KeyValueClient kv = consul.keyValueClient();
    assertThat(kv.putValue("kiwi/colour", "blue", 7)).isTrue();
    assertThat(kv.getValue("kiwi/colour"))
        .hasValueSatisfying(value -> {
          assertThat(value.getValueAsString()).hasValue("blue");
          assertThat(value.getFlags()).isEqualTo(7);
        });
    long index = kv.getValue("kiwi/colour").orElseThrow().getModifyIndex();
    assertThat(
            kv.putValue(
                "kiwi/colour", "red", 7, ImmutablePutOptions.builder().cas(index + 1).build()))
        .isFalse();
    assertThat(
            kv.putValue("kiwi/colour", "red", 7, ImmutablePutOptions.builder().cas(index).build()))
        .isTrue();
    assertThat(kv.getKeys("kiwi/")).containsExactly("kiwi/colour");
    kv.deleteKeys("kiwi/");
    assertThat(kv.getValue("kiwi/colour")).isEmpty();
  }

  @Test
  void makes_transactions() {
    KeyValueClient kv = consul.keyValueClient();
    var set = ImmutableOperation.builder().verb("set").key("txn/a").value("1").build();
    var refused =
        ImmutableOperation.builder().verb("check-index").key("txn/a").index(BigInteger.ONE).build();
    assertThatThrownBy(() -> kv.performTransaction(set, refused))
        .isInstanceOf(ConsulException.class)
        .hasMessageContaining("409");
    assertThat(kv.getValue("txn/a")).isEmpty();
    assertThat(kv.performTransaction(set).getResponse().errors()).isEmpty();
    assertThat(kv.getValueAsString("txn/a")).hasValue("1");
  }

  @Test
  void takes_locks_with_sessions() {
    KeyValueClient kv = consul.keyValueClient();
    String session =
        consul
            .sessionClient()
            .createSession(ImmutableSession.builder().name("kiwi").lockDelay("0s").build())
            .getId();
    assertThat(kv.acquireLock("locks/kiwi", "me", session)).isTrue();
    assertThat(kv.getSession("locks/kiwi")).hasValue(session);
    consul.sessionClient().destroySession(session);
    assertThat(kv.getSession("locks/kiwi")).isEmpty();
  }

  @Test
  void finds_services_by_their_health() throws Exception {
    register("web");
    assertThat(healthy("web")).isEmpty();
    consul.agentClient().pass("web");
    // The catalog follows the agent.
    try (ServiceHealthCache cache = ServiceHealthCache.newCache(consul.healthClient(), "web")) {
      BlockingQueue<Map<?, ServiceHealth>> seen = new LinkedBlockingQueue<>();
      cache.addListener(seen::add);
      cache.start();
      await(seen, instances -> instances.size() == 1);
      consul.agentClient().fail("web", "on purpose");
      await(seen, Map::isEmpty);
      consul.agentClient().pass("web");
      await(seen, instances -> instances.size() == 1);
    }
    assertThat(healthy("web"))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.getService().getPort()).isEqualTo(8080);
          assertThat(found.getService().getTags()).containsExactly("v1");
          assertThat(found.getNode().getNode()).isEqualTo("node1");
        });
    consul.agentClient().deregister("web");
    assertThat(consul.agentClient().isRegistered("web")).isFalse();
  }

  @Test
  void sees_every_folder_change_in_its_cache() throws Exception {
    try (KVCache cache = KVCache.newCache(consul.keyValueClient(), "watched")) {
      BlockingQueue<Map<String, ?>> seen = new LinkedBlockingQueue<>();
      cache.addListener(seen::add);
      cache.start();
      assertThat(cache.awaitInitialized(10, TimeUnit.SECONDS)).isTrue();
      consul.keyValueClient().putValue("watched/a", "1");
      await(seen, values -> values.size() == 1);
      consul.keyValueClient().deleteKey("watched/a");
      await(seen, Map::isEmpty);
    }
  }

  @Test
  void asks_prepared_queries() throws Exception {
    register("queried");
    consul.agentClient().pass("queried");
    try (ServiceHealthCache cache = ServiceHealthCache.newCache(consul.healthClient(), "queried")) {
      BlockingQueue<Map<?, ServiceHealth>> seen = new LinkedBlockingQueue<>();
      cache.addListener(seen::add);
      cache.start();
      await(seen, instances -> instances.size() == 1);
    }
    String id =
        consul
            .preparedQueryClient()
            .createPreparedQuery(
                ImmutablePreparedQuery.builder()
                    .name("by-name")
                    .service(
                        ImmutableServiceQuery.builder()
                            .service("queried")
                            .onlyPassing(true)
                            .build())
                    .build());
    assertThat(consul.preparedQueryClient().execute("by-name").nodes()).hasSize(1);
    consul.preparedQueryClient().deletePreparedQuery(id);
  }

  @Test
  void fires_events_and_knows_the_cluster() {
    String id = consul.eventClient().fireEvent("deploy", "now").getId();
    assertThat(consul.eventClient().listEvents("deploy").getEvents())
        .anyMatch(event -> event.getId().equals(id));
    assertThat(consul.statusClient().getLeader()).startsWith("127.0.0.1:");
    assertThat(consul.agentClient().getMembers()).hasSize(1);
    assertThat(consul.agentClient().getAgent().getConfig().getDatacenter()).isEqualTo("dc1");
    assertThat(consul.catalogClient().getNodes().getResponse()).hasSize(1);
  }

  private static void register(String name) {
    consul
        .agentClient()
        .register(
            ImmutableRegistration.builder()
                .id(name)
                .name(name)
                .port(8080)
                .addTags("v1")
                .check(RegCheck.ttl(TTL_SECONDS))
                .build());
  }

  private static List<ServiceHealth> healthy(String name) {
    return consul.healthClient().getHealthyServiceInstances(name).getResponse();
  }

  /// Takes what a cache reported until it is as wanted.
  private static <T> void await(BlockingQueue<T> seen, Predicate<T> wanted)
      throws InterruptedException {
    T last = seen.poll(20, TimeUnit.SECONDS);
    while (last != null && !wanted.test(last)) {
      last = seen.poll(20, TimeUnit.SECONDS);
    }
    assertThat(last).as("what the cache reported").isNotNull();
  }
}
