package org.consulkv.http.forward;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  /// Those of them that an answer may depend on.
  private static final List<String> WHO =
      List.of("X-Consul-Token", "Authorization", "X-Consul-Namespace", "X-Consul-Partition");

  /// The same for an answer that also depends on where the client is.
  private static final List<String> WHO_AND_WHERE =
      Stream.concat(WHO.stream(), Stream.of("X-Forwarded-For")).toList();

  private RelayedHeaders() {}

  /// Names and values in turn.
  static List<String> of(Call call) {
    return of(call, NAMES);
  }

  /// Those that say on whose behalf a request is made.
  static List<String> who(Call call) {
    return of(call, WHO);
  }

  /// Those that say on whose behalf, and from where.
  static List<String> whoAndWhere(Call call) {
    return of(call, WHO_AND_WHERE);
  }

  private static List<String> of(Call call, List<String> names) {
    List<String> found = new ArrayList<>(2);
    for (String name : names) {
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
