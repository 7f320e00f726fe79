package org.consulkv.agent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.agent.config.source.HclText;
import org.consulkv.agent.config.source.JsonText;
import org.consulkv.agent.config.source.Node;
import org.consulkv.agent.config.source.SyntaxException;

/// Finds and reads configuration files. Of a directory, the files directly in it that are called
/// `.hcl` or `.json`, in lexical order.
final class SourceFiles {
  /// A configuration file larger than this is a mistake.
  private static final long MAX_BYTES = 16 << 20;

  private final Optional<String> format;
  private final List<String> warnings;

  /// @param warnings takes what the operator should know
  SourceFiles(Optional<String> format, List<String> warnings) {
    this.format = format;
    this.warnings = warnings;
    format.ifPresent(name -> {
      if (!name.equals("hcl") && !name.equals("json")) {
        throw new ConfigException("-config-format must be either 'hcl' or 'json'");
      }
    });
  }

  /// Everything a file or directory sets.
  Settings read(KeySchema schema, Path path) {
    Settings settings = new Settings();
    for (Path file : files(path)) {
      settings.addAll(readFile(schema, file));
    }
    return settings;
  }

  /// What a text sets.
  static Settings parse(KeySchema schema, String name, String format, String text) {
    try {
      Node.Fields tree = format.equals("json") ? JsonText.parse(text) : HclText.parse(text);
      boolean showLines = text.strip().indexOf('\n') >= 0;
      return Decoder.decode(schema, name, showLines, tree);
    } catch (SyntaxException e) {
      throw new ConfigException("failed to parse " + name + ": " + e.getMessage());
    }
  }

  private List<Path> files(Path path) {
    if (!Files.exists(path)) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "config: Open failed on %s. open %s: no such file or directory",
              path,
              path));
    }
    if (!Files.isDirectory(path)) {
      if (formatOf(path).isEmpty()) {
        warnings.add(
            "skipping file "
                + path
                + ", extension must be .hcl or .json, or config format must be set");
        return List.of();
      }
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(path)) {
      entries
          .filter(file -> Files.isRegularFile(file) && formatOf(file).isPresent())
          .sorted()
          .forEach(found::add);
    } catch (IOException e) {
      throw new ConfigException("config: Readdir failed on " + path + ". " + reason(e));
    }
    return found;
  }

  private Settings readFile(KeySchema schema, Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException("config: " + file + " is larger than " + MAX_BYTES + " bytes");
      }
      String text = new String(Files.readAllBytes(file), UTF_8);
      if (text.isBlank()) {
        return new Settings();
      }
      return parse(schema, file.toString(), formatOf(file).orElse("hcl"), text);
    } catch (IOException e) {
      throw new ConfigException("config: Open failed on " + file + ". " + reason(e));
    }
  }

  private Optional<String> formatOf(Path file) {
    if (format.isPresent()) {
      return format;
    }
    String name = file.toString();
    if (name.endsWith(".json")) {
      return Optional.of("json");
    }
    return name.endsWith(".hcl") ? Optional.of("hcl") : Optional.empty();
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> "open " + gone.getFile() + ": no such file or directory";
      case java.nio.file.AccessDeniedException denied ->
          "open " + denied.getFile() + ": permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
