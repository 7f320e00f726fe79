package org.consulkv.agent.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events this node has received, the newest [#CAPACITY] of them, and the way to fire one.
///
/// Threading: thread-safe; one lock guards the events, and is not held when listeners are told.
public final class Events {
  /// How many events are kept.
  public static final int CAPACITY = 256;

  /// What an event's name and payload may take together, in bytes: it must fit into one datagram.
  private static final int LARGEST = 512;

  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final String node;
  private final Supplier<? extends Map<String, ? extends Collection<String>>> services;
  private final Chance chance;
  private final Function<UserEvent, CompletableFuture<Void>> carrier;
  private final Deque<UserEvent> received = new ArrayDeque<>();
  private final Set<Runnable> listeners = new LinkedHashSet<>();
  private long lamportTime = 1;

  /// @param node this node's name
  /// @param services this node's services by name, with the tags of each
  /// @param carrier takes an event to all nodes, this one included, which get it by [#receive]; its
  ///   future completes when this node has it, or fails with an [ApiException]
  public Events(
      String node,
      Supplier<? extends Map<String, ? extends Collection<String>>> services,
      Chance chance,
      Function<UserEvent, CompletableFuture<Void>> carrier) {
    this.node = node;
    this.services = services;
    this.chance = chance;
    this.carrier = carrier;
  }

  /// For a node without others: an event is delivered here or nowhere.
  public Events(
      String node,
      Supplier<? extends Map<String, ? extends Collection<String>>> services,
      Chance chance) {
    this.node = node;
    this.services = services;
    this.chance = chance;
    carrier = this::receiveOwn;
  }

  /// Sends an event to all nodes that its filters let through.
  ///
  /// @return the event with its id, as it is before it is delivered; it completes when this node
  ///   has received it, if it is for this node
  /// @throws ApiException if a filter is malformed, or the event too large
  public CompletableFuture<UserEvent> fire(
      String name, Bytes payload, String nodeFilter, String serviceFilter, String tagFilter) {
    UserEvent event =
        new UserEvent(chance.uuid(), name, payload, nodeFilter, serviceFilter, tagFilter, 0);
    EventFilter _ = EventFilter.of(event);
    if (name.getBytes(UTF_8).length + payload.length() > LARGEST) {
      throw new ApiException(
          ErrorKind.REFUSED,
          "user event exceeds sane limit of " + LARGEST + " bytes before encoding");
    }
    return carrier.apply(event).thenApply(_ -> event);
  }

  private CompletableFuture<Void> receiveOwn(UserEvent event) {
    long time;
    synchronized (this) {
      time = ++lamportTime;
    }
    receive(event.at(time));
    return CompletableFuture.completedFuture(null);
  }

  /// Takes an event that arrived, unless its filters say that it is for others, or say nothing that
  /// can be understood.
  public void receive(UserEvent event) {
    if (!isMine(event)) {
      return;
    }
    List<Runnable> told;
    synchronized (this) {
      received.addLast(event);
      if (received.size() > CAPACITY) {
        received.removeFirst();
      }
      told = List.copyOf(listeners);
    }
    LOG.atDebug().addKeyValue("name", event.name()).log("new event");
    told.forEach(Runnable::run);
  }

  private boolean isMine(UserEvent event) {
    try {
      return EventFilter.of(event).isFor(node, services.get());
    } catch (ApiException e) {
      LOG.debug("dropped event {}: {}", event.name(), e.getMessage());
      return false;
    }
  }

  /// The events of a name, or all if it is empty, oldest first.
  public synchronized List<UserEvent> list(String name) {
    return received.stream().filter(event -> name.isEmpty() || event.name().equals(name)).toList();
  }

  /// The index of such a list: that of its last event, 1 if it is empty, never 0. Unsigned.
  public static long index(List<UserEvent> events) {
    long index = events.isEmpty() ? 1 : events.getLast().index();
    return index == 0 ? 1 : index;
  }

  /// Tells the listener of every event from now on, on the thread that delivers it. Its only use is
  /// to look at the list again.
  public synchronized void listen(Runnable listener) {
    listeners.add(listener);
  }

  /// The listener wants no more.
  public synchronized void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
