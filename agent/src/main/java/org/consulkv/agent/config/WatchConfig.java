package org.consulkv.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One of `watches`: what to wait for, and what to do then. Empty texts mean "not given".
///
/// @param tags instances must have one of these, for the type `service`
/// @param handler what is called for every change
public record WatchConfig(
    String type,
    String key,
    String prefix,
    String service,
    String serviceId,
    List<String> tags,
    boolean passingOnly,
    String state,
    String name,
    String filter,
    String token,
    String datacenter,
    boolean stale,
    Handler handler) {
  public WatchConfig {
    tags = List.copyOf(tags);
  }

  /// What is called for every change.
  public sealed interface Handler {

    /// A program and its arguments.
    record Script(List<String> command) implements Handler {
      public Script {
        command = List.copyOf(command);
      }
    }

    /// A request to a URL.
    ///
    /// @param path the whole URL
    record Http(
        String path,
        String method,
        Duration timeout,
        Map<String, List<String>> headers,
        boolean tlsSkipVerify)
        implements Handler {
      public Http {
        headers = Map.copyOf(headers);
      }
    }
  }
}
