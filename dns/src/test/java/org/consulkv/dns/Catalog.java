package org.consulkv.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.dns.lookup.Question;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.testkit.log.DirectLog;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The catalog of one server, `node1` at 127.0.0.1, with what a test registers.
public final class Catalog {
  public static final long SERIAL = 7;

  private final Store store = new Store();
  private final DirectLog<Outcome> log = new DirectLog<>(store);
  private final VirtualTime time = new VirtualTime();
  private final Server server =
      Server.start(
          log,
          store,
          time,
          time,
          new SeededChance(1),
          ServerConfig.of("node1", "8b2e5c7a-1111-2222-3333-444455556666", "dc1", "127.0.0.1"));
  private volatile AgentConfig config;
  private QueryRunner queries = QueryRunner.NONE;

  /// @param settings configuration in HCL
  public Catalog(String... settings) {
    log.lead(true);
    config = configuration(settings);
  }

  private static AgentConfig configuration(String... settings) {
    List<String> fragments = new ArrayList<>(List.of(settings));
    fragments.add("node_name = \"node1\"");
    return ConfigLoader.load(
            new ConfigInput(true, List.of(), Optional.empty(), fragments, List.of()))
        .config();
  }

  public Server server() {
    return server;
  }

  public AgentConfig config() {
    return config;
  }

  /// Replaces the configuration, as reloading does.
  public void reload(String... settings) {
    config = configuration(settings);
  }

  /// Starts or stops leading.
  public void lead(boolean leads) {
    log.lead(leads);
  }

  public QueryRunner queries() {
    return queries;
  }

  public void runQueriesWith(QueryRunner runner) {
    queries = runner;
  }

  public Catalog node(String name, String address) {
    return register(plain(name, address), Optional.empty(), List.of());
  }

  public Catalog nodeWithMeta(String name, String address, Map<String, String> meta) {
    return register(
        new Node("", name, address, "dc1", null, meta, 0, 0), Optional.empty(), List.of());
  }

  public Catalog nodeWithAddresses(String name, String address, Map<String, String> tagged) {
    return register(
        new Node("", name, address, "dc1", tagged, null, 0, 0), Optional.empty(), List.of());
  }

  private static Node plain(String name, String address) {
    return new Node("", name, address, "dc1", null, null, 0, 0);
  }

  /// An instance on a node that is there.
  public Catalog instance(String node, String service, int port, String... tags) {
    return instance(at(node, service, port, "", List.of(tags), Service.Weights.EQUAL));
  }

  /// An instance with an address of its own on a node that is there.
  public Catalog instanceAt(String node, String service, int port, String address) {
    return instance(at(node, service, port, address, List.of(), Service.Weights.EQUAL));
  }

  public Catalog instance(Service service) {
    return register(plain(service.node(), "0.0.0.0"), Optional.of(service), List.of());
  }

  public static Service at(
      String node,
      String service,
      int port,
      String address,
      List<String> tags,
      Service.Weights weights) {
    return new Service(
        node,
        service + "-" + port,
        service,
        "",
        tags,
        address,
        null,
        null,
        port,
        "",
        weights,
        false,
        0,
        0);
  }

  /// A check of an instance that was registered with this port.
  public Catalog check(String node, String service, int port, String status) {
    Check check =
        new Check(
            node,
            "check-" + service + "-" + port,
            "check",
            status,
            "",
            "",
            service + "-" + port,
            service,
            null,
            "",
            "",
            "",
            0,
            Check.Definition.NONE,
            0,
            0);
    return register(plain(node, "0.0.0.0"), Optional.empty(), List.of(check));
  }

  /// A check of a node that is there.
  public Catalog nodeCheck(String node, String status) {
    return register(
        plain(node, "0.0.0.0"),
        Optional.empty(),
        List.of(Check.of(node, "alive", "alive", status)));
  }

  public Catalog remove(String node) {
    apply(new CatalogCommand.Deregister(node, "", ""));
    return this;
  }

  private Catalog register(Node node, Optional<Service> service, List<Check> checks) {
    boolean there = service.isPresent() || !checks.isEmpty();
    apply(new CatalogCommand.Register(node, there, service, checks));
    return this;
  }

  private void apply(CatalogCommand command) {
    Outcome outcome = server.writes().propose(command).join();
    if (outcome instanceof Outcome.Failed failed) {
      throw new AssertionError(failed.message());
    }
  }

  /// The answer, or nothing if the question is for others.
  public Optional<Answer> look(String name, int type) {
    try {
      Question question =
          new Question(Name.fromString(name, Name.root), type, InetAddress.getByName("10.0.0.9"));
      return new Lookup(Zone.of(config), queries, SERIAL).answer(store.snapshot(), question);
    } catch (TextParseException | UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /// The answer as text: the response code unless there is no error, then records as `name ttl type
  /// data`, those of the second section after `-`, those of the third after `+`.
  public List<String> ask(String name, int type) {
    Answer answer = look(name, type).orElseThrow(() -> new AssertionError("not ours: " + name));
    List<String> lines = new ArrayList<>();
    if (answer.rcode() != Rcode.NOERROR) {
      lines.add(Rcode.string(answer.rcode()));
    }
    for (Answer.Choice choice : answer.choices()) {
      choice.records().forEach(record -> lines.add(text(record)));
    }
    answer.authority().forEach(record -> lines.add("- " + text(record)));
    for (Answer.Choice choice : answer.choices()) {
      choice.extras().forEach(record -> lines.add("+ " + text(record)));
    }
    answer.extras().forEach(record -> lines.add("+ " + text(record)));
    return lines;
  }

  public static String text(Record record) {
    return record.getName()
        + " "
        + record.getTTL()
        + " "
        + Type.string(record.getType())
        + " "
        + record.rdataToString();
  }
}
