package org.consulkv.agent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.consulkv.agent.config.address.AddressException;
import org.consulkv.agent.config.address.Interfaces;
import org.consulkv.agent.config.address.IpText;
import org.consulkv.agent.config.address.Template;

/// Builds the addresses of the configuration: evaluates templates, checks, and derives what is not
/// set.
final class AddressBuilder {
  private static final String ANY = "0.0.0.0";
  private static final String LOOPBACK = "127.0.0.1";

  private final Values values;
  private final boolean dev;
  private final boolean starting;
  private final Template template;

  /// @param starting true to find the machine's address if none is set; a check of files alone must
  ///   not depend on the machine
  AddressBuilder(Values values, boolean dev, boolean starting, Interfaces interfaces) {
    this.values = values;
    this.dev = dev;
    this.starting = starting;
    this.template = new Template(interfaces);
  }

  AddressConfig build(PortConfig ports) {
    String bind = single("bind_addr").orElse(dev ? LOOPBACK : ANY);
    String advertise = advertise(bind);
    String advertiseWan =
        single("advertise_addr_wan")
            .or(() -> single("advertise_addr_wan_ipv4"))
            .or(() -> single("advertise_addr_wan_ipv6"))
            .orElse(advertise);
    List<String> client = list("client_addr", List.of(LOOPBACK));
    return new AddressConfig(
        bind,
        advertise,
        advertiseWan,
        single("serf_lan").orElse(bind),
        single("serf_wan").orElse(bind),
        client,
        listeners("addresses.http", ports.http(), client),
        listeners("addresses.https", ports.https(), client),
        dns(ports.dns(), client),
        new UnixSocketConfig(
            values.text("unix_sockets.user", UnixSocketConfig.DEFAULT.user()),
            values.text("unix_sockets.group", UnixSocketConfig.DEFAULT.group()),
            unixMode()));
  }

  private String unixMode() {
    String mode = values.text("unix_sockets.mode", UnixSocketConfig.DEFAULT.mode());
    if (!mode.matches("[0-7]{0,4}")) {
      throw new ConfigException("unix_sockets.mode is not an octal file mode: " + mode);
    }
    return mode;
  }

  private String advertise(String bind) {
    Optional<String> set =
        single("advertise_addr")
            .or(() -> single("advertise_addr_ipv4"))
            .or(() -> single("advertise_addr_ipv6"));
    if (set.isPresent()) {
      if (IpText.isAny(set.get())) {
        throw new ConfigException("Advertise address cannot be 0.0.0.0, :: or [::]");
      }
      return set.get();
    }
    if (!IpText.isAny(bind) || !starting) {
      return bind;
    }
    boolean ipv4 = bind.equals(ANY);
    String found = evaluate("bind_addr", ipv4 ? "{{ GetPrivateIPs }}" : "{{ GetPublicIPs }}");
    List<String> candidates =
        words(found).stream().filter(one -> ipv4 == one.indexOf(':') < 0).toList();
    String kind = ipv4 ? "private IPv4" : "public IPv6";
    if (candidates.isEmpty()) {
      throw new ConfigException("No " + kind + " address found");
    }
    if (candidates.size() > 1) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "Multiple %s addresses found. Please configure one with 'bind' and/or 'advertise'.",
              kind));
    }
    return candidates.getFirst();
  }

  private List<ListenAddress> listeners(String path, int port, List<String> client) {
    List<String> addresses = list(path, client);
    if (port <= 0) {
      return List.of();
    }
    List<ListenAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(
          address.startsWith("unix://")
              ? new ListenAddress.Unix(Path.of(address.substring("unix://".length())))
              : new ListenAddress.Tcp(address, port));
    }
    return all;
  }

  private List<ListenAddress> dns(int port, List<String> client) {
    List<ListenAddress> all = listeners("addresses.dns", port, client);
    for (ListenAddress one : all) {
      if (!(one instanceof ListenAddress.Tcp)) {
        throw new ConfigException("DNS address cannot be a unix socket");
      }
    }
    return all;
  }

  private Optional<String> single(String path) {
    List<String> all = list(path, List.of());
    if (all.size() > 1) {
      throw new ConfigException(path + ": multiple addresses found: " + String.join(" ", all));
    }
    if (!all.isEmpty() && all.getFirst().startsWith("unix://")) {
      throw new ConfigException(path + ": cannot use a unix socket: " + all.getFirst());
    }
    return all.stream().findFirst();
  }

  private List<String> list(String path, List<String> otherwise) {
    Optional<String> text = values.text(path);
    if (text.isEmpty()) {
      return otherwise;
    }
    List<String> all = words(evaluate(path, text.get()));
    if (all.isEmpty()) {
      throw new ConfigException(path + ": no addresses found for \"" + text.get() + "\"");
    }
    for (String one : all) {
      if (!one.startsWith("unix://") && IpText.parse(one).isEmpty()) {
        throw new ConfigException(path + ": invalid ip address: " + one);
      }
    }
    return all;
  }

  /// A text with its templates evaluated.
  String evaluate(String path, String text) {
    try {
      return template.evaluate(text);
    } catch (AddressException e) {
      throw new ConfigException(path + ": " + e.getMessage());
    }
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }
}
