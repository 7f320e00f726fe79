package org.consulkv.agent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.consulkv.agent.config.KeySpec.Kind;
import org.consulkv.agent.config.KeySpec.State;
import org.consulkv.runtime.Invariant;
import org.jspecify.annotations.Nullable;

/// Every key there is, read from `keys.txt`.
///
/// Threading: immutable, so thread-safe.
final class KeySchema {
  static final KeySchema CONSUL = load("keys.txt");

  private static final String ROOT = "root";

  private final Map<String, Map<String, KeySpec>> blocks;

  private KeySchema(Map<String, Map<String, KeySpec>> blocks) {
    this.blocks = blocks;
  }

  private static KeySchema load(String resource) {
    Map<String, Map<String, KeySpec>> blocks = new HashMap<>();
    Map<String, KeySpec> current = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(KeySchema.class.getResourceAsStream(resource));
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          current = new HashMap<>();
          blocks.put(line.substring(1, line.length() - 1), current);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          KeySpec spec = spec(line);
          current.put(spec.name(), spec);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
    return new KeySchema(blocks);
  }

  private static KeySpec spec(String line) {
    StringTokenizer words = new StringTokenizer(line); // at every start: a pattern takes longer
    Invariant.check(words.countTokens() == 3, "not a key's line: %s", line);
    String name = words.nextToken();
    String kind = words.nextToken();
    String block = null;
    if (kind.endsWith("}")) {
      block = kind.substring(1, kind.length() - 1);
      kind = "block";
    } else if (kind.endsWith("}]")) {
      block = kind.substring(2, kind.length() - 2);
      kind = "blocks";
    }
    String[] state = words.nextToken().split(":", 2);
    return new KeySpec(
        name,
        Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        block,
        State.valueOf(state[0].toUpperCase(Locale.ROOT)),
        state.length == 2 ? state[1] : null);
  }

  /// The keys at the top of a file.
  Map<String, KeySpec> root() {
    return block(ROOT);
  }

  /// The keys of a block.
  Map<String, KeySpec> block(@Nullable String name) {
    return Objects.requireNonNull(blocks.get(name), "the table of keys lacks a block");
  }

  /// The key at a path from the root, as `ports.http`.
  KeySpec at(String path) {
    Map<String, KeySpec> keys = root();
    KeySpec spec = null;
    for (String name : path.split("\\.", -1)) {
      spec = keys.get(name);
      Invariant.check(spec != null, "the table of keys has no %s", path);
      keys = Objects.requireNonNull(spec).kind() == Kind.BLOCK ? block(spec.block()) : Map.of();
    }
    return Objects.requireNonNull(spec);
  }

  /// All paths that hold values (no blocks; lists of blocks count as one).
  SortedMap<String, KeySpec> paths() {
    SortedMap<String, KeySpec> all = new TreeMap<>();
    collect("", root(), all);
    return all;
  }

  private void collect(String prefix, Map<String, KeySpec> keys, SortedMap<String, KeySpec> all) {
    for (KeySpec spec : keys.values()) {
      if (spec.kind() == Kind.BLOCK) {
        collect(prefix + spec.name() + ".", block(spec.block()), all);
      } else {
        all.put(prefix + spec.name(), spec);
      }
    }
  }
}
