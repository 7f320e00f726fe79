package org.consulkv.agent.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a configuration is made of. Later sources win: defaults, files, fragments, flags.
///
/// @param files files and directories in the order given
/// @param format `hcl` or `json` for all files whatever they are called
/// @param fragments the values of `-hcl`
/// @param flags the flags that stand for keys
public record ConfigInput(
    boolean dev,
    List<Path> files,
    Optional<String> format,
    List<String> fragments,
    List<FlagValue> flags) {

  public ConfigInput {
    files = List.copyOf(files);
    fragments = List.copyOf(fragments);
    flags = List.copyOf(flags);
  }

  /// Files alone, as `consul validate` takes them.
  public static ConfigInput ofFiles(List<Path> files, Optional<String> format) {
    return new ConfigInput(false, files, format, List.of(), List.of());
  }
}
