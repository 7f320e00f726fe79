package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.consulkv.testkit.seed.Gen;

/// Requests that nobody means: each is broken somewhere, and none of them may change anything.
final class OddRequests {
  private static final List<String> READS =
      List.of(
          "/v1/kv/a",
          "/v1/kv/",
          "/v1/kv/a/b/c",
          "/v1/session/list",
          "/v1/session/info/",
          "/v1/session/node/node1",
          "/v1/catalog/nodes",
          "/v1/catalog/services",
          "/v1/catalog/service/consul",
          "/v1/catalog/node/node1",
          "/v1/health/state/any",
          "/v1/health/node/node1",
          "/v1/health/service/consul",
          "/v1/health/checks/consul",
          "/v1/catalog/node-services/node1",
          "/v1/coordinate/nodes",
          "/v1/coordinate/node/node1",
          "/v1/internal/ui/nodes",
          "/v1/internal/ui/services",
          "/v1/status/leader",
          "/v1/status/peers",
          "/v1/agent/self",
          "/v1/agent/members",
          "/v1/agent/metrics",
          "/v1/operator/raft/configuration",
          "/v1/catalog/datacenters",
          "/",
          "/v1/",
          "/ui");
  private static final List<String> WRITES =
      List.of(
          "/v1/kv/a",
          "/v1/kv/new",
          "/v1/txn",
          "/v1/session/create",
          "/v1/catalog/register",
          "/v1/catalog/deregister",
          "/v1/snapshot",
          "/v1/coordinate/update");
  private static final String CHARACTERS = "abc/%.?&=+;#~ \"'<>{}[]\\\u0000\u0007\u007f\u00ff09-_";

  private final Gen gen;

  OddRequests(Gen gen) {
    this.gen = gen;
  }

  byte[] next() {
    return gen.<byte[]>any(
        () -> gen.bytes(20 * gen.size()).toArray(),
        () -> bytes(read("GET")),
        () -> mutated(bytes(read("GET"))),
        () -> cutOff(bytes(read("GET"))),
        () -> bytes(read(gen.oneOf("POST", "PATCH", "HEAD", "TRACE", "FOO", "get", "CONNECT"))),
        () -> bytes(oddHeaders()),
        this::oversized,
        this::brokenWrite,
        this::brokenChunks);
  }

  private String read(String method) {
    return method + " " + target() + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private String target() {
    String path = gen.oneOf(READS);
    return gen.any(
        () -> path + query(),
        () -> path + escape(gen.text(CHARACTERS, gen.size())) + query(),
        () -> gen.text(CHARACTERS, 2 * gen.size()),
        () -> path + "/../" + gen.text("./", gen.size()) + query(),
        () -> path + "%" + gen.text("0123456789abcdefgz%", 4),
        () -> "http://elsewhere" + path + query(),
        () -> path + "x".repeat(gen.below(5_000)));
  }

  private String query() {
    var query = new StringBuilder("?wait=1ms");
    for (int left = gen.below(5); left > 0; left--) {
      String name =
          gen.oneOf(
              "index",
              "wait",
              "stale",
              "consistent",
              "keys",
              "recurse",
              "raw",
              "separator",
              "dc",
              "max_stale",
              "pretty",
              "token",
              "ns",
              "near",
              "node-meta",
              "tag",
              "passing",
              "filter",
              "cached",
              "");
      query.append('&').append(name).append(gen.oneOf("", "=")).append(value());
    }
    return query.toString();
  }

  private String value() {
    return gen.any(
        () -> String.valueOf(gen.number()),
        () -> escape(gen.text(CHARACTERS, gen.size())),
        () -> gen.text(CHARACTERS, gen.size()).replace(' ', '+'),
        () ->
            gen.oneOf(
                "Node==a",
                "not%20(Meta%20is%20empty",
                "Node%20matches%20%22[%22",
                "1ns",
                "-5s",
                "1h1h",
                "9".repeat(40),
                "1e9",
                "0x10",
                "%zz",
                "%",
                "é",
                ""));
  }

  private static String escape(String text) {
    var escaped = new StringBuilder();
    for (byte b : text.getBytes(ISO_8859_1)) {
      escaped.append(String.format(java.util.Locale.ROOT, "%%%02X", b));
    }
    return escaped.toString();
  }

  private String oddHeaders() {
    var head = new StringBuilder("GET /v1/kv/a HTTP/1.1\r\nHost: x\r\n");
    for (int left = gen.below(1 + gen.size()); left > 0; left--) {
      head.append(
              gen.any(
                  () -> "X-" + left(gen) + ": " + gen.text(CHARACTERS, 50),
                  () -> "Content-Length: " + value(),
                  () ->
                      "Transfer-Encoding: " + gen.oneOf("chunked", "gzip", "x", "chunked, chunked"),
                  () -> "Expect: " + gen.oneOf("100-continue", "200", ""),
                  () -> "Accept-Encoding: " + gen.oneOf("gzip", "*;q=0", "gzip;q=x", ",,;;"),
                  () -> "Connection: " + gen.oneOf("close", "keep-alive", "upgrade", ", ,"),
                  () -> gen.text(CHARACTERS, 20)))
          .append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String left(Gen gen) {
    return gen.text("abcdefgh-", 10);
  }

  private byte[] oversized() {
    return gen.any(
        () -> put("/v1/kv/big", "x".repeat(524_289 + gen.below(100_000))),
        () -> put("/v1/txn", " ".repeat(524_289 + gen.below(100_000))),
        () -> bytes("PUT /v1/kv/big HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx"),
        () -> bytes("GET /" + "y".repeat(1_200_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        () -> bytes("GET / HTTP/1.1\r\nHost: x\r\nBig: " + "y".repeat(1_200_000) + "\r\n\r\n"));
  }

  private byte[] brokenWrite() {
    return gen.any(
        () -> put("/v1/kv/a?cas=" + gen.oneOf("x", "-1", "1.5", "", "9".repeat(30)), "v"),
        () -> put("/v1/kv/a?flags=" + gen.oneOf("x", "-1", "", "0x1", "9".repeat(30)), "v"),
        () -> put("/v1/kv/a?cas=0&acquire=x", "v"),
        () -> put("/v1/kv/a?dc=" + gen.oneOf("nope", "DC1", "dc1%00"), "v"),
        () ->
            put(
                "/v1/kv/a?" + gen.oneOf("a;b", "%zz", "index=x", "ns=y", "acquire=", "acquire=z"),
                "v"),
        () -> put("/v1/kv/" + gen.oneOf("", "%00", "a%7F", "%zz", "//x", "./x"), "v"),
        () -> put(gen.oneOf(WRITES.subList(2, WRITES.size())), brokenJson()),
        () ->
            put(
                "/v1/session/" + gen.oneOf("destroy/", "renew/") + escape(gen.text("xyz-09", 40)),
                ""),
        () -> cutOff(put(gen.oneOf(WRITES), "{\"Node\":\"cut\",\"Address\":\"1.2.3.4\"}")));
  }

  private String brokenJson() {
    return gen.any(
        () -> "{" + gen.text("\"{}[]:,0a\\u ", gen.size()),
        () -> "[".repeat(1 + gen.below(5_000)),
        () -> "[{\"KV\":{\"Verb\":\"set\",\"Key\":1}}]",
        () -> "[{\"KV\":{\"Verb\":\"frob\",\"Key\":\"a\"}}]",
        () -> "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"a\",\"Value\":\"%%\"}}]",
        () -> "[{\"KV\":{\"Verb\":\"cas\",\"Key\":\"a\",\"Index\":-1}}]",
        () -> "{\"Node\":[],\"TTL\":true,\"Address\":{}}",
        () -> "{\"TTL\":\"1y\",\"Node\":7}",
        () -> "\u00ff\u00fe");
  }

  private byte[] brokenChunks() {
    String body =
        gen.any(
            () -> "5\r\nhel",
            () -> "zz\r\nhello\r\n0\r\n\r\n",
            () -> "-1\r\n\r\n",
            () -> "fffffffffffffffff\r\nx",
            () -> "5\r\nhelloX\r\n0\r\n\r\n");
    return bytes("PUT /v1/kv/new HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  }

  private static byte[] put(String target, String body) {
    return bytes(
        "PUT "
            + target
            + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private byte[] cutOff(byte[] whole) {
    return java.util.Arrays.copyOf(whole, gen.below(whole.length));
  }

  private byte[] mutated(byte[] whole) {
    var mutated = new ByteArrayOutputStream();
    for (byte b : whole) {
      switch (gen.below(20)) {
        case 0 -> mutated.write(gen.below(256));
        case 1 -> {} // lost
        case 2 -> {
          mutated.write(b);
          mutated.write(gen.below(256));
        }
        default -> mutated.write(b);
      }
    }
    return mutated.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
