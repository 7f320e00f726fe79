package org.consulkv.http.forward;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.http.Call;

/// The headers that endpoints read, and that go with a request that is passed on.
final class RelayedHeaders {
  private static final List<String> NAMES =
      List.of(
          "X-Consul-Token",
          "Authorization",
          "Cache-Control",
          "X-Forwarded-For",
          "X-Consul-Namespace",
          "X-Consul-Partition");

  private RelayedHeaders() {}

  /// Names and values in turn.
  static List<String> of(Call call) {
    List<String> found = new ArrayList<>(2);
    for (String name : NAMES) {
      String value = call.header(name);
      if (!value.isEmpty()) {
        found.add(name);
        found.add(value);
      }
    }
    return found;
  }

  static HttpHeaders read(List<String> namesAndValues) {
    HttpHeaders headers = new DefaultHttpHeaders();
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      headers.add(namesAndValues.get(i), namesAndValues.get(i + 1));
    }
    return headers;
  }
}
