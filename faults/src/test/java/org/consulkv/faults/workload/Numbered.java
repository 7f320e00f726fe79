package org.consulkv.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Target;

/// Keys written one at a time, so that it is known which of them stands where in the log.
///
/// Threading: confined to its creator.
public final class Numbered {
  private static final String PREFIX = "numbered/";

  private final Kv kv;
  private final String padding;
  private int written;

  /// @param valueBytes the least a value is long
  public Numbered(Target target, int valueBytes) {
    this.kv = new Kv(target.client());
    this.padding = "v".repeat(valueBytes);
  }

  /// Writes further keys; each is acknowledged before the next.
  public void write(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(writeOne()).isEqualTo(new Outcome.Done<>(true));
    }
  }

  /// Writes the next key; it counts as written only if it was acknowledged.
  public Outcome<Boolean> writeOne() {
    Outcome<Boolean> outcome = kv.put(PREFIX + "%06d".formatted(written + 1), value(written + 1));
    written += outcome.done().isPresent() ? 1 : 0;
    return outcome;
  }

  /// Takes it that the node has lost what was written after these.
  public void continueAfter(int number) {
    written = number;
  }

  /// How many were acknowledged.
  public int written() {
    return written;
  }

  /// How many the node holds.
  ///
  /// @throws AssertionError if they are not the first ones, in order, unchanged
  public int held() {
    List<Entry> entries = kv.list(PREFIX, Reading.DEFAULT).get().entries();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).key()).isEqualTo(PREFIX + "%06d".formatted(i + 1));
      assertThat(entries.get(i).value()).isEqualTo(value(i + 1));
    }
    assertThat(entries).isSortedAccordingTo(Comparator.comparingLong(Entry::modifyIndex));
    return entries.size();
  }

  private String value(int number) {
    return number + padding;
  }
}
