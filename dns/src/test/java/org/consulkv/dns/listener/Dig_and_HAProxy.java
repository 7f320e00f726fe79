package org.consulkv.dns.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.consulkv.dns.Catalog;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that resolve by DNS, as they come with a distribution.
class Dig_and_HAProxy {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 16;

  @TempDir Path folder;

  private final Catalog catalog = new Catalog();
  private final Listening listening = new Listening(catalog, Transport.best());
  private final List<HttpServer> backends = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    backends.forEach(backend -> backend.stop(0));
    client.close();
    listening.close();
  }

  @Test
  void dig_reads_answers_over_UDP_and_TCP() throws Exception {
    assumeTrue(installed("dig"), "dig is not installed");
    catalog.node("a", "10.0.0.1").instance("a", "web", 8080);

    assertThat(dig("web.service.consul", "SRV", "+short"))
        .containsExactly("1 1 8080 a.node.dc1.consul.");
    assertThat(dig("web.service.consul", "A", "+short", "+tcp")).containsExactly("10.0.0.1");
    assertThat(dig("-x", "10.0.0.1", "+short")).containsExactly("a.node.dc1.consul.");
    assertThat(dig("web.service.consul", "SRV", "+subnet=192.0.2.7/24", "+noall", "+comments"))
        .anyMatch(line -> line.contains("CLIENT-SUBNET: 192.0.2.0/24/0"))
        .noneMatch(line -> line.contains("malformed"));
    assertThat(dig("none.service.consul", "A", "+noall", "+comments", "+authority"))
        .anyMatch(line -> line.contains("status: NXDOMAIN"))
        .anyMatch(line -> line.contains("SOA"));
  }

  private List<String> dig(String... question) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", String.valueOf(listening.port())));
    command.addAll(List.of(question));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output.lines().toList();
  }

  @Test
  void HAProxy_balances_over_a_service_and_drops_an_instance_that_fails() throws Exception {
    assumeTrue(installed("haproxy"), "HAProxy is not installed");
    for (String name : List.of("a", "b")) {
      int port = backend(name);
      catalog.node(name, "127.0.0.1").instance(name, "web", port);
    }
    int port = FreePort.next();
    Process proxy = haproxy(port);
    try {
      await(port, answers -> answers.equals(Set.of("a", "b")));

      catalog.check("b", "web", backends.get(1).getAddress().getPort(), "critical");
      await(port, answers -> answers.equals(Set.of("a")));

      catalog.check("b", "web", backends.get(1).getAddress().getPort(), "passing");
      await(port, answers -> answers.equals(Set.of("a", "b")));
    } finally {
      proxy.destroy();
      assertThat(proxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process haproxy(int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            resolvers consul
              nameserver consul 127.0.0.1:%d
              accepted_payload_size 8192
              timeout resolve 200ms
              timeout retry 200ms
              hold valid 200ms
              hold obsolete 0s
              hold nx 0s
            defaults
              mode http
              timeout connect 2s
              timeout client 10s
              timeout server 10s
            frontend web
              bind 127.0.0.1:%d
              default_backend web
            backend web
              balance roundrobin
              server-template web 4 _web._tcp.service.consul resolvers consul resolve-prefer ipv4 init-addr none
            """
                .formatted(listening.port(), port));
    return new ProcessBuilder("haproxy", "-db", "-f", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("haproxy.log").toFile())
        .start();
  }

  /// A server that says its name.
  private int backend(String name) throws IOException {
    HttpServer backend =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, name.length());
          exchange.getResponseBody().write(name.getBytes(UTF_8));
          exchange.close();
        });
    backend.start();
    backends.add(backend);
    return backend.getAddress().getPort();
  }

  /// Asks again and again until the answers of a round are as expected.
  private void await(int port, Predicate<Set<String>> expected) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Set<String> answers = Set.of();
    while (System.nanoTime() < end) {
      answers = round(port);
      if (expected.test(answers)) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError(
        "answers are still " + answers + "\n" + Files.readString(folder.resolve("haproxy.log")));
  }

  private Set<String> round(int port) throws InterruptedException {
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < TRIES; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
              .timeout(Duration.ofSeconds(10))
              .build();
      try {
        HttpResponse<String> response =
            client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        answers.add(response.statusCode() == 200 ? response.body() : "" + response.statusCode());
      } catch (IOException e) {
        answers.add("none");
      }
    }
    return answers;
  }

  private static boolean installed(String program) {
    return List.of("/usr/bin/", "/usr/sbin/").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
  }
}
