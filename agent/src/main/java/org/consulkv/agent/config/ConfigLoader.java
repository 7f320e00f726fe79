package org.consulkv.agent.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.consulkv.agent.config.KeySpec.State;
import org.consulkv.agent.config.address.Interfaces;

/// Reads and merges all sources of a configuration and builds its records.
///
/// Threading: confined to one thread.
public final class ConfigLoader {
  private final KeySchema schema = KeySchema.CONSUL;
  private final List<String> warnings = new ArrayList<>();

  private ConfigLoader() {}

  /// The configuration of an agent that is about to start.
  ///
  /// @throws ConfigException with the first error, or all errors of the first source that has any
  public static LoadedConfig load(ConfigInput input) {
    return new ConfigLoader().load(input, true, Interfaces.ofThisMachine());
  }

  /// Checks a configuration, without regard to the machine.
  ///
  /// @throws ConfigException as [#load]
  public static LoadedConfig check(ConfigInput input) {
    return new ConfigLoader().load(input, false, List::of);
  }

  private LoadedConfig load(ConfigInput input, boolean starting, Interfaces interfaces) {
    Settings settings = settings(input);
    Values values = new Values(schema, settings);
    AgentConfigBuilder builder = new AgentConfigBuilder(values, input.dev(), starting);
    AgentConfig config = builder.build(hostname(), interfaces);
    adviseOn(config, values);
    return new LoadedConfig(config, warnings);
  }

  /// The paths that building a configuration asks for.
  static Set<String> pathsInUse() {
    Values values = new Values(KeySchema.CONSUL, new Settings());
    AgentConfig _ = new AgentConfigBuilder(values, true, false).build("node", List::of);
    return values.asked();
  }

  private Settings settings(ConfigInput input) {
    Settings settings = new Settings();
    SourceFiles files = new SourceFiles(input.format(), warnings);
    for (Path file : input.files()) {
      settings.addAll(files.read(schema, file));
    }
    int number = 0;
    for (String fragment : input.fragments()) {
      String name = "flag-" + number++ + ".hcl";
      settings.addAll(SourceFiles.parse(schema, name, "hcl", fragment));
    }
    settings.addAll(ConfigFlags.settings(schema, input.flags()));
    settleStates(settings);
    return settings;
  }

  /// Moves values of old keys to the keys that replaced them and warns of what has no effect.
  private void settleStates(Settings settings) {
    for (String path : List.copyOf(settings.all().keySet())) {
      Setting setting = Objects.requireNonNull(settings.all().get(path));
      KeySpec spec = setting.spec();
      if (spec.state() == State.OLD) {
        String replacement = Objects.requireNonNull(spec.replacement());
        warnings.add(
            String.format(
                Locale.ROOT,
                "The '%s' field is deprecated. Use the '%s' field instead.",
                path,
                replacement));
        settings.remove(path);
        KeySpec target = schema.at(replacement);
        Setting present = settings.all().get(replacement);
        settings.add(replacement, new Setting(target, setting.value(), setting.origin()));
        if (present != null) {
          settings.add(replacement, present);
        }
      } else if (spec.state() == State.GONE) {
        warnings.add(String.format(Locale.ROOT, "The '%s' field has no effect any more.", path));
      }
    }
    settings
        .all()
        .forEach((path, setting) -> {
          if (setting.spec().state() == State.LATER) {
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "The '%s' field (%s) is accepted but not in effect in this version.",
                    path,
                    setting.origin()));
          }
        });
  }

  private void adviseOn(AgentConfig config, Values values) {
    String name = config.node().name();
    if (!name.matches("[a-zA-Z0-9-]+")) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Node name \"%s\" will not be discoverable via DNS due to invalid characters. Valid"
                  + " characters include all alpha-numerics and dashes.",
              name));
    }
    if (values.whole("bootstrap_expect", 0) == 1) {
      warnings.add("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
    } else if (config.role().bootstrap()) {
      warnings.add("Bootstrap mode enabled! Do not enable unless necessary");
    }
    int expect = config.role().bootstrapExpect();
    if (expect > 1) {
      warnings.add("bootstrap_expect > 0: expecting " + expect + " servers");
    }
    if (expect == 2) {
      warnings.add(
          "A cluster with 2 servers will provide no failure tolerance. See"
              + " https://www.consul.io/docs/internals/consensus.html#deployment-table");
    } else if (expect > 2 && expect % 2 == 0) {
      warnings.add("bootstrap_expect is even number: " + expect);
    }
  }

  /// The machine's name, from the kernel where it tells: the resolver may take seconds.
  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException _) {
      return resolvedHostname();
    }
  }

  private static String resolvedHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
    }
  }
}
