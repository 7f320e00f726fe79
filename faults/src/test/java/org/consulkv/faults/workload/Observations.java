package org.consulkv.faults.workload;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.jspecify.annotations.Nullable;

/// What all clients together were shown, and what of it cannot be. Every change writes a value that
/// no other change writes, so values and changes are the same thing:
///
/// - a ModifyIndex belongs to one value: no index is given twice, not by a restarted node either;
/// - a value has one ModifyIndex: no change is applied twice.
///
/// Threading: thread-safe.
public final class Observations {
  private static final char PADDED = '_';

  /// What values may end with; it is not looked at.
  static final String PADDING = String.valueOf(PADDED).repeat(6_000);

  private final ConcurrentMap<Long, String> valueOf = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> indexOf = new ConcurrentHashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  void sawAll(Found found) {
    found.entries().forEach(this::saw);
  }

  private void saw(Entry shown) {
    int length = shown.value().indexOf(PADDED);
    Entry entry = length < 0 ? shown : shown.withValue(shown.value().substring(0, length));
    String value = valueOf.putIfAbsent(entry.modifyIndex(), entry.value());
    if (value != null && !value.equals(entry.value())) {
      violation("ModifyIndex %d was given to '%s' and to %s", entry.modifyIndex(), value, entry);
    }
    Long index = indexOf.putIfAbsent(entry.value(), entry.modifyIndex());
    if (index != null && index != entry.modifyIndex()) {
      violation("'%s' had ModifyIndex %d and is now %s", entry.value(), index, entry);
    }
    if (entry.createIndex() > entry.modifyIndex()) {
      violation("changed before it was created: %s", entry);
    }
  }

  @FormatMethod
  void violation(@FormatString String message, @Nullable Object... values) {
    violations.add(String.format(Locale.ROOT, message, values).replace(PADDING, "…"));
  }

  /// What was seen that cannot be, in words.
  public List<String> violations() {
    return List.copyOf(violations);
  }
}
