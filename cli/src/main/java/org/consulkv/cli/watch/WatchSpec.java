package org.consulkv.cli.watch;

import java.util.List;

/// What to watch, as flags or an agent's configuration say it. Empty texts mean "not given".
public record WatchSpec(
    String type,
    String key,
    String prefix,
    String service,
    String serviceId,
    List<String> tags,
    boolean passingOnly,
    String state,
    String name,
    String filter) {

  public WatchSpec {
    tags = List.copyOf(tags);
  }

  /// A watch of one key.
  public static WatchSpec key(String key) {
    return new WatchSpec("key", key, "", "", "", List.of(), false, "", "", "");
  }
}
