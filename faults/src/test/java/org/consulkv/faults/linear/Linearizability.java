package org.consulkv.faults.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.consulkv.faults.linear.Operation.Clear;
import org.consulkv.faults.linear.Operation.Free;
import org.consulkv.faults.linear.Operation.Read;
import org.consulkv.faults.linear.Operation.RefusedSwap;
import org.consulkv.faults.linear.Operation.Swap;
import org.consulkv.faults.linear.Operation.Write;

/// Decides whether a history of one register is linearizable: whether each operation can be given
/// one moment between its start and its end, so that in the order of these moments all of them act
/// as on a single copy that starts out absent.
///
/// It goes through the history in time and keeps every configuration it can be in: the register's
/// value, and which of the operations now running have had their moment. Operations get theirs as
/// late as possible: when one ends that had none yet, all orders of running ones that end with it
/// are tried. Operations of unknown outcome never end; one is taken only straight before an
/// operation that fits, or frees, with it and not without it, which loses no order worth trying:
/// otherwise it could as well come later, or not at all, because no value is written twice.
///
/// Threading: confined to its creator.
///
/// @see "Wing, Gong: Testing and Verifying Concurrent Objects, 1993"
/// @see "Lowe: Testing for Linearizability, 2017"
public final class Linearizability {
  private static final int UNASKED = -1;

  private final List<Operation> history;
  private final Set<Integer> asked = new HashSet<>();
  private final List<Integer> running = new ArrayList<>();
  private final List<Integer> unknown = new ArrayList<>();

  private Linearizability(List<Operation> history) {
    this.history = history;
    for (Operation operation : history) {
      switch (operation.action()) {
        case Read(int value) -> asked.add(value);
        case Swap(int expected, int _) -> asked.add(expected);
        case RefusedSwap(int expected) -> asked.add(expected);
        case Clear(int expected) -> asked.addAll(List.of(expected, Operation.ABSENT));
        case Free(int held) -> asked.add(held);
        case Write _ -> {}
      }
    }
  }

  /// @return the first operation whose outcome nothing explains, in order of ends, or none if the
  ///   history is linearizable
  public static Optional<Operation> firstUnexplained(List<Operation> history) {
    return new Linearizability(List.copyOf(history)).check();
  }

  private Optional<Operation> check() {
    Set<Configuration> possible = Set.of(new Configuration(Operation.ABSENT, Set.of()));
    for (Event event : events()) {
      Integer id = event.id();
      if (event.starts()) {
        (history.get(id).known() ? running : unknown).add(id);
        continue;
      }
      var search = new Search(id);
      possible.forEach(search::from);
      possible = search.found;
      running.remove((Object) id);
      if (possible.isEmpty()) {
        return Optional.of(history.get(id));
      }
    }
    return Optional.empty();
  }

  /// Starts come before ends of the same moment: such operations may overlap, which only permits
  /// more.
  private List<Event> events() {
    var events = new ArrayList<Event>();
    for (int id = 0; id < history.size(); id++) {
      Operation operation = history.get(id);
      if (operation.known()) {
        events.add(new Event(operation.endNanos(), false, id));
      } else if (!operation.action().changes()) {
        continue; // it says nothing
      }
      events.add(new Event(operation.startNanos(), true, id));
    }
    events.sort(
        Comparator.comparingLong(Event::atNanos)
            .thenComparing(Event::starts, Comparator.reverseOrder()));
    return events;
  }

  private record Event(long atNanos, boolean starts, int id) {}

  /// @param taken the operations that have had their moment, without those that ended
  private record Configuration(int value, Set<Integer> taken) {
    boolean has(int id) {
      return taken.contains(id);
    }

    Configuration ended(Integer id) {
      var fewer = new LinkedHashSet<>(taken);
      fewer.remove(id);
      return new Configuration(value, fewer);
    }
  }

  /// Finds all configurations in which an operation that now ends has had its moment.
  private final class Search {
    private final int ending;
    private final Set<Configuration> seen = new LinkedHashSet<>();
    private final Set<Configuration> found = new LinkedHashSet<>();

    Search(int ending) {
      this.ending = ending;
    }

    void from(Configuration configuration) {
      if (!seen.add(configuration)) {
        return;
      }
      if (configuration.has(ending)) {
        found.add(configuration.ended(ending));
        return;
      }
      for (int next : running) {
        if (!configuration.has(next)) {
          withHelp(configuration, next, Set.of()).forEach(ready -> from(take(ready, next)));
        }
      }
    }

    /// This configuration if the operation fits in it; otherwise those in which it does after
    /// unknown operations happened. One that frees fits always: of it both are given, this
    /// configuration and those in which it does not do what it does here.
    ///
    /// @param needed unknown operations that are to come after those looked for
    private List<Configuration> withHelp(
        Configuration configuration, int next, Set<Integer> needed) {
      Operation.Action action = history.get(next).action();
      if (action.fits(configuration.value()) && !(action instanceof Free)) {
        return List.of(configuration);
      }
      var ready = new ArrayList<Configuration>();
      if (action instanceof Free) {
        ready.add(configuration);
      }
      var tried = new HashSet<Integer>();
      for (int help : unknown) {
        Operation.Action helping = history.get(help).action();
        if (!configuration.has(help)
            && !needed.contains(help)
            && helps(action, configuration.value(), helping.after(configuration.value()))
            && (!(helping instanceof Write(int value)) || tried.add(kind(value)))) {
          var later = new LinkedHashSet<>(needed);
          later.add(help);
          withHelp(configuration, help, later).forEach(before -> ready.add(take(before, help)));
        }
      }
      return ready;
    }

    private static boolean helps(Operation.Action action, int value, int helped) {
      return action instanceof Free(int held)
          ? (value == held) != (helped == held)
          : action.fits(helped);
    }

    /// Of writes of one kind it does not matter which happens: they leave the same, or what nobody
    /// knows of.
    private int kind(int value) {
      return value == Operation.ABSENT || asked.contains(value) ? value : UNASKED;
    }

    private Configuration take(Configuration configuration, int id) {
      var more = new LinkedHashSet<>(configuration.taken());
      more.add(id);
      return new Configuration(history.get(id).action().after(configuration.value()), more);
    }
  }
}
