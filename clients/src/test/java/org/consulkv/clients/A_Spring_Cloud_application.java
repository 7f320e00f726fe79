package org.consulkv.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// Spring Cloud Consul: configuration from keys, and discovery.
class A_Spring_Cloud_application {

  @SpringBootApplication
  static class Shop {}

  @Test
  void is_configured_by_keys_registers_itself_and_finds_itself(@TempDir Path folder)
      throws Exception {
    try (DevAgent agent = DevAgent.start(folder)) {
      put(agent, "config/shop/shop/currency", "EUR");
      try (ConfigurableApplicationContext shop = start(agent)) {
        assertThat(shop.getEnvironment().getProperty("shop.currency")).isEqualTo("EUR");
        assertThat(passing(agent)).contains("\"Service\": \"shop\"");
        assertThat(shop.getBean(DiscoveryClient.class).getInstances("shop"))
            .singleElement()
            .satisfies(instance ->
                assertThat(instance.getPort())
                    .isEqualTo(
                        shop.getEnvironment()
                            .getRequiredProperty("local.server.port", Integer.class)));
        assertThat(shop.getBean(DiscoveryClient.class).getServices())
            .containsExactlyInAnyOrder("consul", "shop");
        BlockingQueue<String> changed = new LinkedBlockingQueue<>();
        ApplicationListener<EnvironmentChangeEvent> listener =
            event -> changed.addAll(event.getKeys());
        shop.addApplicationListener(listener);
        put(agent, "config/shop/shop/currency", "CHF");
        assertThat(changed.poll(30, TimeUnit.SECONDS)).isEqualTo("shop.currency");
        assertThat(shop.getEnvironment().getProperty("shop.currency")).isEqualTo("CHF");
      }
      assertThat(ask(agent, "GET", "/v1/agent/services", "")).doesNotContain("shop");
    }
  }

  private static ConfigurableApplicationContext start(DevAgent agent) {
    return new SpringApplication(Shop.class)
        .run(
            "--spring.application.name=shop",
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.config.import=consul:127.0.0.1:" + agent.http(),
            "--spring.cloud.consul.host=127.0.0.1",
            "--spring.cloud.consul.port=" + agent.http(),
            "--spring.cloud.consul.config.watch.delay=100",
            "--spring.cloud.consul.config.watch.wait-time=2",
            "--spring.cloud.consul.discovery.prefer-ip-address=true",
            "--spring.cloud.consul.discovery.heartbeat.enabled=true",
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            // Ending the application interrupts its watches, which they report as errors.
            "--logging.level.org.springframework.cloud.consul=off");
  }

  /// The application's healthy instances, once there is one.
  private static String passing(DevAgent agent) throws IOException, InterruptedException {
    String path = "/v1/health/service/shop?passing&wait=10s&index=";
    long index = 1;
    String found = "[]";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!found.contains("shop") && System.nanoTime() < end) {
      var answer = send(agent, "GET", path + index, "");
      found = answer.body();
      index = answer.headers().firstValueAsLong("X-Consul-Index").orElse(1);
    }
    return found;
  }

  private static void put(DevAgent agent, String key, String value)
      throws IOException, InterruptedException {
    assertThat(ask(agent, "PUT", "/v1/kv/" + key, value)).startsWith("true");
  }

  private static String ask(DevAgent agent, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(agent, method, path, body).body();
  }

  private static java.net.http.HttpResponse<String> send(
      DevAgent agent, String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + agent.http() + path);
      HttpRequest request =
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
