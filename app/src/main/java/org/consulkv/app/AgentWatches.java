package org.consulkv.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.config.WatchConfig;
import org.consulkv.agent.config.WatchConfig.Handler;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.watch.HttpHandler;
import org.consulkv.cli.watch.Pause;
import org.consulkv.cli.watch.ScriptHandler;
import org.consulkv.cli.watch.WatchHandler;
import org.consulkv.cli.watch.WatchQuery;
import org.consulkv.cli.watch.WatchSpec;
import org.consulkv.cli.watch.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's own `watches`: each is a client of the agent's HTTP API, as `consul watch` is.
///
/// Threading: thread-safe; one lock guards the list of running watches. Each watch has a virtual
/// thread, which waits for its answer and for its handler.
final class AgentWatches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final List<Thread> running = new ArrayList<>();

  /// Ends what runs, and starts the watches of this configuration.
  synchronized void replace(AgentConfig config) {
    close();
    if (config.watches().isEmpty()) {
      return;
    }
    Optional<String> address = address(config);
    if (address.isEmpty()) {
      LOG.error("Watches need an HTTP address, and this agent has none");
      return;
    }
    for (WatchConfig watch : config.watches()) {
      running.add(
          Thread.ofVirtual().name("watch-" + watch.type()).start(() -> run(watch, address.get())));
    }
  }

  private static void run(WatchConfig watch, String address) {
    Client client =
        new Client(
            new ClientConfig(
                address,
                watch.token(),
                "",
                false,
                true,
                "",
                "",
                "",
                "",
                "",
                watch.datacenter(),
                watch.stale()));
    try {
      new Watcher(client, WatchQuery.of(spec(watch)), handler(watch), Pause.REAL, LOG::warn).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the agent stops, or has other watches now
    }
  }

  private static WatchSpec spec(WatchConfig watch) {
    return new WatchSpec(
        watch.type(),
        watch.key(),
        watch.prefix(),
        watch.service(),
        watch.serviceId(),
        watch.tags(),
        watch.passingOnly(),
        watch.state(),
        watch.name(),
        watch.filter());
  }

  private static WatchHandler handler(WatchConfig watch) {
    return switch (watch.handler()) {
      case Handler.Script script ->
          ScriptHandler.detached(
              script.command(),
              System.getenv(),
              LOG::warn,
              output ->
                  LOG.atDebug()
                      .addKeyValue("watch_type", watch.type())
                      .addKeyValue("output", output)
                      .log("watch handler output"));
      case Handler.Http http ->
          new HttpHandler(
              http.path(),
              http.method(),
              http.headers(),
              !http.tlsSkipVerify(),
              http.timeout(),
              LOG::warn);
    };
  }

  /// The agent's own API as a client reaches it.
  private static Optional<String> address(AgentConfig config) {
    return config.addresses().http().stream().findFirst().map(AgentWatches::reachable);
  }

  private static String reachable(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Unix unix -> "unix://" + unix.path();
      case ListenAddress.Tcp tcp -> host(tcp.host()) + ":" + tcp.port();
    };
  }

  private static String host(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.indexOf(':') < 0 ? host : "[" + host + "]";
    };
  }

  @Override
  public synchronized void close() {
    running.forEach(Thread::interrupt);
    running.clear();
  }
}
