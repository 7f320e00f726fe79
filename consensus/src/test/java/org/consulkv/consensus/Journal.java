package org.consulkv.consensus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.StateMachine;

/// A state machine that remembers every command; the outcome of a command is its place, from 1.
final class Journal implements StateMachine<Long> {
  private final List<String> commands = new ArrayList<>();
  private final List<Integer> entrySizes = new CopyOnWriteArrayList<>();
  private volatile Runnable beforeApply = () -> {};

  /// Runs on the apply thread before each entry.
  void beforeApply(Runnable action) {
    beforeApply = action;
  }

  @Override
  public List<Long> apply(List<Bytes> entry) {
    beforeApply.run();
    var outcomes = new ArrayList<Long>();
    synchronized (commands) {
      for (Bytes command : entry) {
        commands.add(command.toUtf8());
        outcomes.add((long) commands.size());
      }
    }
    entrySizes.add(entry.size());
    return outcomes;
  }

  List<String> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  /// How many commands came with each entry that was applied here.
  List<Integer> entrySizes() {
    return List.copyOf(entrySizes);
  }

  @Override
  public SnapshotImage capture() {
    List<String> image = commands();
    return out -> write(image, out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    var restored = new ArrayList<String>();
    int count = data.readInt();
    for (int i = 0; i < count; i++) {
      restored.add(data.readUTF());
    }
    synchronized (commands) {
      commands.clear();
      commands.addAll(restored);
    }
  }

  private static void write(List<String> image, OutputStream out) throws IOException {
    var data = new DataOutputStream(out);
    data.writeInt(image.size());
    for (String command : image) {
      data.writeUTF(command);
    }
    data.flush();
  }
}
