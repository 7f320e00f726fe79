package org.consulkv.agent.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// A URL that can be asked.
///
/// @param tls whether the scheme is `https`
/// @param authority host and port as written, for the `Host` header
/// @param pathAndQuery what the request line names
/// @param userInfo `user:password` as written, or empty
record HttpTarget(
    URI uri,
    boolean tls,
    HostPort hostPort,
    String authority,
    String pathAndQuery,
    String userInfo) {

  /// @throws IllegalArgumentException with what is wrong with it
  static HttpTarget parse(String url) {
    try {
      return of(new URI(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("parse \"" + url + "\": " + e.getReason(), e);
    }
  }

  /// Where a `Location` leads from here.
  HttpTarget resolve(String location) {
    try {
      return of(uri.resolve(new URI(location)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "failed to parse Location header \"" + location + "\": " + e.getReason(), e);
    }
  }

  private static HttpTarget of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !scheme.equals("http")) {
      throw new IllegalArgumentException("unsupported protocol scheme \"" + scheme + "\"");
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? "" : authority.substring(0, at);
    String host = authority.substring(at + 1);
    if (host.isEmpty()) {
      throw new IllegalArgumentException("http: no Host in request URL");
    }
    boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
    HostPort hostPort = HostPort.parse(hasPort ? host : host + (tls ? ":443" : ":80"));
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HttpTarget(uri, tls, hostPort, host, path + query, userInfo);
  }
}
