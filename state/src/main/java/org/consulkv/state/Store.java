package org.consulkv.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.StateMachine;
import org.consulkv.state.codec.CommandCodec;

/// The state of a server: applies commands and hands out snapshots. Its index counts commands: each
/// one that is applied takes the next.
///
/// Threading: [#apply], [#capture] and [#restore] are called by the log's apply thread only;
/// [#snapshot] and [#changes] by anyone.
public final class Store implements StateMachine<Outcome> {
  /// How many changes the change log keeps, unless told otherwise.
  public static final int CHANGES = 1024;

  /// How much memory the change log keeps from being freed, at most, about.
  public static final long CHANGES_BYTES = 16L << 20;

  private final ChangeLog changes;
  private volatile Snapshot current = Snapshot.empty();
  private volatile Consumer<Change> observer = _ -> {};

  public Store() {
    this(CHANGES, CHANGES_BYTES);
  }

  /// @param changeLimit how many changes the change log keeps at most
  /// @param changeLimitBytes how much memory it takes at most, about
  public Store(int changeLimit, long changeLimitBytes) {
    changes = new ChangeLog(changeLimit, changeLimitBytes);
  }

  /// The latest version. What an acknowledged command did is in it.
  public Snapshot snapshot() {
    return current;
  }

  /// The last changes, in order. They may be ahead of a snapshot by an instant.
  public ChangeLog changes() {
    return changes;
  }

  /// Tells somebody of each change, in order, on the apply thread, just before it becomes visible;
  /// not of those of a restore. There is one observer; it must be quick.
  public void observe(Consumer<Change> told) {
    observer = told;
  }

  @Override
  public List<Outcome> apply(List<Bytes> commands) {
    List<Outcome> outcomes = new ArrayList<>(commands.size());
    Transaction txn = new Transaction(current);
    for (Bytes encoded : commands) {
      Command command = CommandCodec.decode(encoded);
      txn.next();
      outcomes.add(Apply.apply(txn, command));
    }
    publish(txn);
    return outcomes;
  }

  @Override
  public SnapshotImage capture() {
    Snapshot captured = current;
    return out -> Image.write(captured, out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    Image image = Image.read(in);
    Transaction txn = new Transaction(current);
    txn.become(image);
    publish(txn);
  }

  private void publish(Transaction txn) {
    Snapshot next = txn.commit();
    if (txn.replaced()) {
      changes.restart(next.index());
    }
    Consumer<Change> told = observer;
    txn.eachChange((change, weight) -> {
      changes.append(change, weight);
      told.accept(change);
    });
    current = next;
    txn.announce();
  }
}
