package org.consulkv.faults.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.consulkv.faults.network.Machine;
import org.consulkv.faults.network.Network;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.testkit.machine.Await;

/// Servers that found each other, each on a machine of its own.
///
/// Threading: confined to its creator.
public final class Cluster implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final Duration LEADER = Duration.ofSeconds(30);

  private final Path folder;
  private final Network network;
  private final int founders;
  private final UnaryOperator<NodeSettings> settings;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> clients = new ArrayList<>();

  private Cluster(
      Path folder, Network network, int founders, UnaryOperator<NodeSettings> settings) {
    this.folder = folder;
    this.network = network;
    this.founders = founders;
    this.settings = settings;
  }

  /// Starts so many servers and returns once all of them serve.
  ///
  /// @param folder for their data and logs
  /// @param settings what is changed in how they are started
  public static Cluster start(Path folder, int servers, UnaryOperator<NodeSettings> settings) {
    // One more machine for a server that joins later, and one for an agent that is none.
    Cluster cluster = new Cluster(folder, Network.of(servers + 2), servers, settings);
    try {
      for (int i = 0; i < servers; i++) {
        cluster.nodes.add(cluster.server(cluster.network.machines().get(i)));
      }
      cluster.nodes.forEach(Node::launch);
      cluster.nodes.forEach(Node::awaitServing);
      return cluster;
    } catch (AssertionError | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /// The servers.
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Network network() {
    return network;
  }

  /// Where a node runs.
  public Machine machine(Node node) {
    return network.machines().stream()
        .filter(machine -> machine.name().equals(node.settings().name()))
        .findFirst()
        .orElseThrow();
  }

  public List<Machine> machines(List<Node> of) {
    return of.stream().map(this::machine).toList();
  }

  /// The server that most of them take for the leader.
  public Node leader() {
    List<Node> found = new ArrayList<>();
    Await.until(
        LEADER,
        () -> {
          mostNamed().ifPresent(found::add);
          return !found.isEmpty();
        },
        () -> "there is a leader" + tails());
    return found.getFirst();
  }

  private Optional<Node> mostNamed() {
    Map<Node, Long> votes =
        nodes.stream()
            .flatMap(node -> namedBy(node).stream())
            .collect(Collectors.groupingBy(node -> node, Collectors.counting()));
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue() > nodes.size() / 2)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<Node> namedBy(Node asked) {
    return asked.client().get("/v1/status/leader", ANSWER) instanceof Answer.Reply reply
        ? nodes.stream()
            .filter(node -> reply.body().contains(node.settings().host().address() + ":"))
            .findFirst()
        : Optional.empty();
  }

  /// All but these.
  public List<Node> others(Node... without) {
    return nodes.stream().filter(node -> !List.of(without).contains(node)).toList();
  }

  /// Starts an agent that is no server, on a machine of its own.
  public Node joinAsClient() {
    Machine machine = network.machines().getLast();
    Node node = new Node(NodeSettings.client(machine.name(), machine.host(), folder, addresses()));
    clients.add(node);
    return node.start();
  }

  /// Starts a further server, once, on a machine of its own, and returns at once.
  public Node launchFurther() {
    Node node = server(network.machines().get(founders));
    nodes.add(node);
    node.launch();
    return node;
  }

  private Node server(Machine machine) {
    return new Node(
        settings.apply(
            NodeSettings.member(machine.name(), machine.host(), folder, founders, addresses())));
  }

  /// Ends a server and counts it as one of the cluster's no more.
  public void dismiss(Node node) {
    nodes.remove(node);
    node.close();
  }

  /// Gives every server another address; none must run.
  public void moveAll() {
    network.moveAll();
    for (Node node : nodes) {
      node.change(node.settings().at(machine(node).host(), addresses()));
    }
  }

  private List<String> addresses() {
    return network.machines().stream().map(Machine::address).toList();
  }

  /// The ends of all logs, for messages about failures.
  public String tails() {
    return nodes.stream()
        .map(node -> node.settings().name() + node.tail())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    clients.forEach(Node::close);
    nodes.forEach(Node::close);
    network.close();
  }
}
