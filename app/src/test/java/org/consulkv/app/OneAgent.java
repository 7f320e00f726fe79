package org.consulkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.RunningAgent;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.cli.Cli;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.client.Response;
import org.consulkv.dns.DnsServer;
import org.consulkv.http.HttpServer;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.testkit.machine.FreePort;

/// An agent, in dev mode if nothing else is said, with its API, DNS and watches, on free ports of
/// loopback.
///
/// Threading: one test, one thread.
final class OneAgent implements AutoCloseable {
  final int port = FreePort.next();
  final int securePort = FreePort.next();
  final int dnsPort = FreePort.next();
  final int lanPort = FreePort.next();
  final int wanPort = FreePort.next();
  final RunningAgent agent;
  private final List<String> fragments = new ArrayList<>();
  private final SystemTimers timers = new SystemTimers();
  private final AgentLog log;
  private final HttpServer http;
  private final DnsServer dns;
  private final boolean dev;
  private boolean closed;
  private final AgentWatches watches = new AgentWatches();

  /// @param settings configuration in HCL; `HTTPS` stands for a free port
  OneAgent(String settings) throws IOException {
    this(true, settings);
  }

  /// @param dev whether it keeps everything in memory and needs no others
  /// @param settings configuration in HCL; `HTTPS` stands for a free port
  OneAgent(boolean dev, String settings) throws IOException {
    this.dev = dev;
    fragments.add(
        """
        node_name = "node1"
        ports { http = %d, dns = %d, serf_lan = %d, serf_wan = %d, server = %d }
        """
            .formatted(port, dnsPort, lanPort, wanPort, FreePort.next()));
    fragments.add(settings.replace("HTTPS", Integer.toString(securePort)));
    AgentConfig config = load().config();
    log =
        AgentLog.start(
            config.log(),
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
            new SystemClock());
    SystemChance chance = new SystemChance();
    agent =
        RunningAgent.start(
            config,
            new AgentParts(
                Identity.take(config, chance), log, this::load, new SystemClock(), timers, chance));
    http = HttpServer.start(agent);
    dns = DnsServer.start(agent, new SystemClock(), chance);
    agent.onReload(http::prepare);
    agent.onReload(newer -> () -> watches.replace(newer));
    watches.replace(config);
  }

  private LoadedConfig load() {
    return ConfigLoader.load(
        new ConfigInput(dev, List.of(), Optional.empty(), List.copyOf(fragments), List.of()));
  }

  /// Reads the configuration again, with these settings instead.
  void reload(String settings) {
    fragments.set(1, settings.replace("HTTPS", Integer.toString(securePort)));
    agent.reload();
  }

  Client client() {
    return new Client(ClientConfig.of("127.0.0.1:" + port));
  }

  String get(String pathAndQuery) {
    return answer("GET", pathAndQuery, "");
  }

  String put(String pathAndQuery, String body) {
    return answer("PUT", pathAndQuery, body);
  }

  /// The status and the body of an answer, as `200 true`.
  String answer(String method, String pathAndQuery, String body) {
    try (Response answer =
        client().request(method, pathAndQuery).body(body.getBytes(UTF_8)).send()) {
      return answer.status() + " " + answer.text().strip();
    }
  }

  /// The records of a type that DNS gives for a name, sorted; what went wrong, if it did.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // the platform's client of DNS; it asks our agent
  List<String> dns(String name, String type) {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + dnsPort);
    try {
      Attribute records =
          new InitialDirContext(settings).getAttributes(name, new String[] {type}).get(type);
      List<String> texts = new ArrayList<>();
      for (int i = 0; records != null && i < records.size(); i++) {
        texts.add(records.get(i).toString());
      }
      return texts.stream().sorted().toList();
    } catch (NamingException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// What a command prints, its status first unless that is 0.
  String consul(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        new Cli(Main.VERSION, new NodeCommand())
            .run(
                line,
                Map.of("CONSUL_HTTP_ADDR", "127.0.0.1:" + port),
                new ByteArrayInputStream(new byte[0]),
                out,
                out);
    return (status == 0 ? "" : status + " ") + out.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /// Ends without leaving; the second time does nothing.
  void stop() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    watches.close();
    dns.close();
    http.close();
    agent.close();
    log.close();
    timers.close();
  }
}
