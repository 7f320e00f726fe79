package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.consulkv.http.listener.Reply.HeaderName;

/// Headers of Consul's answers.
public final class Headers {
  public static final HeaderName INDEX = HeaderName.of("X-Consul-Index");
  public static final HeaderName KNOWN_LEADER = HeaderName.of("X-Consul-Knownleader");
  public static final HeaderName LAST_CONTACT = HeaderName.of("X-Consul-Lastcontact");
  public static final HeaderName CONSISTENCY = HeaderName.of("X-Consul-Effective-Consistency");
  public static final HeaderName DEFAULT_ACL_POLICY = HeaderName.of("X-Consul-Default-Acl-Policy");
  public static final HeaderName ALLOW = HeaderName.of("Allow");
  public static final HeaderName CONTENT_HASH = HeaderName.of("X-Consul-Contenthash");
  public static final HeaderName REASON = HeaderName.of("X-Consul-Reason");
  public static final HeaderName AGE = HeaderName.of("Age");
  public static final HeaderName LOCATION = HeaderName.of("Location");

  public static final byte[] JSON = line("Content-Type: application/json");
  public static final byte[] PLAIN_TEXT = line("Content-Type: text/plain; charset=utf-8");
  public static final byte[] QUERY_BACKEND = line("X-Consul-Query-Backend: blocking-query");
  public static final byte[] LEADER_IS_HERE =
      lines("X-Consul-Knownleader: true", "X-Consul-Lastcontact: 0");

  /// What Consul's streaming backend says of itself.
  public static final byte[] STREAMED =
      lines(
          "X-Consul-Knownleader: false",
          "X-Consul-Lastcontact: 0",
          "X-Consul-Query-Backend: streaming");

  /// Addresses of other datacenters may be those that they have here.
  static final byte[] TRANSLATED = line("X-Consul-Translate-Addresses: true");

  public static final byte[] CACHE_MISS = line("X-Cache: MISS");
  public static final byte[] CACHE_HIT = line("X-Cache: HIT");

  /// A raw value must not be taken for a page of this origin.
  public static final byte[] RAW_VALUE =
      lines(
          "Content-Type: text/plain",
          "X-Content-Type-Options: nosniff",
          "Content-Security-Policy: sandbox");

  private Headers() {}

  private static byte[] line(String text) {
    return lines(text);
  }

  private static byte[] lines(String... texts) {
    return (String.join("\r\n", texts) + "\r\n").getBytes(ISO_8859_1);
  }
}
