package org.consulkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.RunningAgent;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.lifecycle.PidFile;
import org.consulkv.agent.lifecycle.ServiceManager;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.dns.DnsServer;
import org.consulkv.http.HttpServer;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one agent from its first line to its exit status.
final class AgentProgram {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final int FAILED = 1;

  /// How long a stopping agent lets requests end.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private AgentProgram() {}

  /// @return the exit status
  /// @throws org.consulkv.agent.config.ConfigException if the configuration has errors
  static int run(ConfigInput input, OutputStream out, OutputStream err) {
    PrintStream stdout = new PrintStream(out, true, UTF_8);
    PrintStream stderr = new PrintStream(err, true, UTF_8);
    LoadedConfig loaded = ConfigLoader.load(input);
    AgentConfig config = loaded.config();
    settleNetty();
    HttpServer.prepare();
    SystemChance chance = new SystemChance();
    Identity identity;
    try {
      identity = Identity.take(config, chance);
    } catch (AgentException e) {
      stderr.println("==> " + e.getMessage());
      return FAILED;
    }
    SystemClock clock = new SystemClock();
    try (identity;
        AgentLog log = AgentLog.start(config.log(), stdout, clock);
        SystemTimers timers = new SystemTimers()) {
      stdout.print(Banner.of(config, identity.nodeId()));
      stdout.flush();
      AgentEnd end = AgentEnd.watch(ServiceManager.of(System.getenv()));
      loaded.warnings().forEach(LOG::warn);
      AgentParts parts =
          new AgentParts(identity, log, () -> ConfigLoader.load(input), clock, timers, chance);
      int status = serve(config, parts, end);
      LOG.atInfo().addKeyValue("code", status).log("Exit code");
      return status;
    } catch (IOException e) {
      stderr.println("==> Setting up logging failed: " + e.getMessage());
      return FAILED;
    }
  }

  private static int serve(AgentConfig config, AgentParts parts, AgentEnd end) {
    try {
      Optional<Path> pidFile = config.process().pidFile();
      PidFile pid = pidFile.isPresent() ? PidFile.write(pidFile.get()) : null;
      try (pid;
          RunningAgent agent = RunningAgent.start(config, parts);
          HttpServer http = serveHttp(agent);
          DnsServer dns = serveDns(agent, parts)) {
        announceDns(dns);
        config.addresses().http().forEach(address -> announce(address, "HTTP"));
        config.addresses().https().forEach(address -> announce(address, "HTTPS"));
        agent.onReload(http::prepare);
        int status = watch(agent, end);
        http.stop(PATIENCE);
        return status;
      }
    } catch (AgentException e) {
      LOG.atError().addKeyValue("error", e.getMessage()).log("Error starting agent");
      return FAILED;
    }
  }

  /// Keeps the configured watches going until the agent ends.
  private static int watch(RunningAgent agent, AgentEnd end) {
    try (AgentWatches watches = new AgentWatches()) {
      agent.onReload(newer -> () -> watches.replace(newer));
      watches.replace(agent.config());
      return end.await(agent);
    }
  }

  private static void announce(ListenAddress address, String protocol) {
    LOG.atInfo()
        .addKeyValue("address", address)
        .addKeyValue("network", address instanceof ListenAddress.Tcp ? "tcp" : "unix")
        .log("Started " + protocol + " server");
  }

  /// Netty would look at all network interfaces for a name of this machine that nothing here needs.
  private static void settleNetty() {
    String id = "00:00:00:00:00:00:00:01";
    System.setProperty("io.netty.machineId", id);
    System.setProperty("org.apache.ratis.thirdparty.io.netty.machineId", id);
  }

  private static void announceDns(DnsServer dns) {
    for (InetSocketAddress address : dns.addresses()) {
      String shown = new ListenAddress.Tcp(address.getHostString(), address.getPort()).toString();
      for (String network : List.of("tcp", "udp")) {
        LOG.atInfo()
            .addKeyValue("address", shown)
            .addKeyValue("network", network)
            .log("Started DNS server");
      }
    }
  }

  private static DnsServer serveDns(RunningAgent agent, AgentParts parts) {
    try {
      return DnsServer.start(agent, parts.clock(), parts.chance());
    } catch (IOException e) {
      throw new AgentException("Failed to start the DNS server: " + e.getMessage(), e);
    }
  }

  private static HttpServer serveHttp(RunningAgent agent) {
    try {
      return HttpServer.start(agent);
    } catch (IOException e) {
      throw new AgentException("Failed to start the HTTP API: " + e.getMessage(), e);
    }
  }
}
