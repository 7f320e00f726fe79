package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class An_HTTP_check {
  @TempDir private Path folder = Path.of("");
  private final Probes probes = new Probes();
  private HttpServer server = create();
  private String base = "";

  private static HttpServer create() {
    try {
      return HttpServer.create(loopback(), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no server", e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @BeforeEach
  void start() {
    serve(server);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void serve(HttpServer server) {
    server.createContext(
        "/status/",
        exchange -> {
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(8));
          answer(exchange, status, "it is " + status);
        });
    server.createContext("/echo", An_HTTP_check::echo);
    server.createContext("/big", exchange -> answer(exchange, 200, "x".repeat(9000) + "end"));
    server.createContext(
        "/from",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/status/204");
          answer(exchange, 302, "");
        });
    server.createContext(
        "/round",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/round");
          answer(exchange, 307, "");
        });
    server.start();
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    answer(
        exchange,
        200,
        String.join(
            "|",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers.getFirst("User-Agent"),
            headers.getFirst("Connection"),
            String.valueOf(headers.get("X-Many")),
            headers.getFirst("Host").replaceAll(":.*", ""),
            body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || status == 204 || status == 304;
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    probes.close();
  }

  private Result get(String url) {
    return probes.result(CheckDefinition.builder().http(url).build());
  }

  @Test
  void passes_for_2xx() {
    assertThat(get(base + "/status/200"))
        .isEqualTo(Result.passing("HTTP GET " + base + "/status/200: 200 OK Output: it is 200"));
    assertThat(get(base + "/status/204").status()).isEqualTo(CheckStatus.PASSING);
  }

  @Test
  void warns_for_429() {
    assertThat(get(base + "/status/429").status()).isEqualTo(CheckStatus.WARNING);
  }

  @Test
  void is_critical_for_everything_else() {
    assertThat(get(base + "/status/304").status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(get(base + "/status/404").status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(get(base + "/status/500").status()).isEqualTo(CheckStatus.CRITICAL);
  }

  @Test
  void sends_what_it_is_told_to() {
    Result result =
        probes.result(
            CheckDefinition.builder()
                .http(base + "/echo?a=b%20c")
                .method("PUT")
                .header(Map.of("X-Many", List.of("1", "2"), "host", List.of("example.org")))
                .body("the body")
                .build());
    assertThat(result.output())
        .endsWith(
            "200 OK Output: PUT|/echo?a=b%20c|Consul Health Check|close|[1, 2]|example.org|the"
                + " body");
  }

  @Test
  void follows_redirects() {
    assertThat(get(base + "/from").output()).endsWith("/from: 204 No Content Output: ");
  }

  @Test
  void follows_no_redirects_if_told_so() {
    Result result =
        probes.result(
            CheckDefinition.builder().http(base + "/from").disableRedirects(true).build());
    assertThat(result.output()).contains(": 302 ");
    assertThat(result.status()).isEqualTo(CheckStatus.CRITICAL);
  }

  @Test
  void does_not_go_round_in_circles() {
    assertThat(get(base + "/round"))
        .isEqualTo(Result.critical("Get \"" + base + "/round\": stopped after 10 redirects"));
  }

  @Test
  void keeps_the_end_of_a_long_answer() {
    assertThat(get(base + "/big").output()).endsWith("xend").hasSizeLessThan(4200);
  }

  @Test
  void says_that_nobody_listens() {
    server.stop(0);
    int port = server.getAddress().getPort();
    assertThat(get(base + "/"))
        .isEqualTo(
            Result.critical(
                "Get \"%s/\": dial tcp 127.0.0.1:%d: connect: connection refused"
                    .formatted(base, port)));
  }

  @Test
  void says_that_there_is_no_such_host() {
    assertThat(get("http://nosuch.invalid/").output())
        .isEqualTo("Get \"http://nosuch.invalid/\": dial tcp: lookup nosuch.invalid: no such host");
  }

  @Test
  void says_what_is_wrong_with_its_url() {
    assertThat(get("ftp://127.0.0.1/").output())
        .isEqualTo("Get \"ftp://127.0.0.1/\": unsupported protocol scheme \"ftp\"");
    assertThat(get("127.0.0.1").status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(get("http://a b/").status()).isEqualTo(CheckStatus.CRITICAL);
  }

  @Test
  void is_given_up_in_the_middle() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      Prober prober = probes.prober(CheckDefinition.builder().http(url).build());
      CompletableFuture<Result> result = new CompletableFuture<>();
      Prober.Running running = prober.start(result::complete);
      try (var connection = silent.accept()) {
        running.cancel();
        int read = 0;
        while (read >= 0) { // the request, perhaps, and then the end
          read = connection.getInputStream().read(new byte[1000]);
        }
      }
      assertThat(prober.timedOut(Duration.ofSeconds(1)).output())
          .isEqualTo(
              "Get \""
                  + url
                  + "\": context deadline exceeded (Client.Timeout exceeded while awaiting"
                  + " headers)");
    }
  }

  @Test
  void trusts_a_certificate_only_if_it_should() throws IOException, GeneralSecurityException {
    HttpsServer tls = HttpsServer.create(loopback(), 0);
    tls.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context(folder)));
    serve(tls);
    try {
      String url = "https://localhost:" + tls.getAddress().getPort() + "/status/200";
      assertThat(get(url))
          .isEqualTo(
              Result.critical(
                  "Get \"" + url + "\": x509: certificate signed by unknown authority"));
      CheckDefinition trusting = CheckDefinition.builder().http(url).tlsSkipVerify(true).build();
      assertThat(probes.result(trusting).status()).isEqualTo(CheckStatus.PASSING);
    } finally {
      tls.stop(0);
    }
  }
}
