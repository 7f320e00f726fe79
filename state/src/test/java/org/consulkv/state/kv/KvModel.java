package org.consulkv.state.kv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;
import org.consulkv.state.kv.KvCommand.CompareAndSet;
import org.consulkv.state.kv.KvCommand.Delete;
import org.consulkv.state.kv.KvCommand.DeleteCas;
import org.consulkv.state.kv.KvCommand.DeleteTree;
import org.consulkv.state.kv.KvCommand.Lock;
import org.consulkv.state.kv.KvCommand.ReapTombstones;
import org.consulkv.state.kv.KvCommand.Set;
import org.consulkv.state.kv.KvCommand.Unlock;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionCommand;

/// The key-value store as a sorted map, with the rules of the API and nothing else.
final class KvModel {
  static final class Row {
    String value = "";
    long flags;
    long lockIndex;
    String holder = "";
    long created;
    long modified;
  }

  final TreeMap<String, Row> rows = new TreeMap<>();
  final TreeMap<String, Long> deletions = new TreeMap<>();
  final Map<String, Session.Behavior> sessions = new HashMap<>();
  long reaped;
  long tableIndex;
  long index = 1;

  /// Applies a command; true or false as the API answers, or the text of an error.
  Object apply(Command command) {
    index++;
    return switch (command) {
      case Set c -> set(c.key().text(), c.value(), c.flags());
      case CompareAndSet c ->
          modified(c.key().text()) == c.expectedIndex()
              && set(c.key().text(), c.value(), c.flags());
      case Delete c -> delete(c.key().text(), c.key().text()::equals);
      case DeleteTree c -> deleteTree(c.prefix().text());
      case DeleteCas c -> {
        long modified = modified(c.key().text());
        yield modified == 0
            || (modified == c.expectedIndex() && delete(c.key().text(), c.key().text()::equals));
      }
      case Lock c -> lock(c);
      case Unlock c -> unlock(c);
      case ReapTombstones c -> reap(c.upToIndex());
      case SessionCommand.Create c -> {
        sessions.put(c.session().id().text(), c.session().behavior());
        yield true;
      }
      case SessionCommand.Destroy c -> destroy(c.id().text());
      default -> throw new IllegalArgumentException("no model for " + command);
    };
  }

  Row row(String key) {
    return Objects.requireNonNull(rows.get(key));
  }

  private long modified(String key) {
    return rows.containsKey(key) ? row(key).modified : 0;
  }

  private boolean set(String key, Bytes value, long flags) {
    Row old = rows.get(key);
    if (old == null) {
      return write(key, value, flags, 0, "");
    }
    if (old.value.equals(value.toUtf8()) && old.flags == flags) {
      return true;
    }
    return write(key, value, flags, old.holder.isEmpty() ? 0 : old.lockIndex, old.holder);
  }

  private boolean write(String key, Bytes value, long flags, long lockIndex, String holder) {
    Row old = rows.get(key);
    if (old != null
        && old.value.equals(value.toUtf8())
        && old.flags == flags
        && old.lockIndex == lockIndex
        && old.holder.equals(holder)) {
      return true;
    }
    Row row = new Row();
    row.value = value.toUtf8();
    row.flags = flags;
    row.lockIndex = lockIndex;
    row.holder = holder;
    row.created = old == null ? index : old.created;
    row.modified = index;
    rows.put(key, row);
    tableIndex = index;
    return true;
  }

  private boolean delete(String start, Predicate<String> which) {
    if (rows.keySet().removeIf(which)) {
      deletions.put(start, index);
      tableIndex = index;
    }
    return true;
  }

  private boolean deleteTree(String prefix) {
    if (!keys(prefix).isEmpty()) {
      deletions.keySet().removeIf(key -> key.startsWith(prefix));
    }
    return delete(prefix, key -> key.startsWith(prefix));
  }

  private Object lock(Lock c) {
    if (c.session().isEmpty()) {
      return "missing session";
    }
    if (c.session().length() != 36) {
      return "failed session lookup: index error: UUID must be 36 characters";
    }
    if (!sessions.containsKey(c.session())) {
      return "invalid session \"" + c.session() + "\"";
    }
    Row old = rows.get(c.key().text());
    String holder = old == null ? "" : old.holder;
    if (!holder.isEmpty() && !holder.equals(c.session())) {
      return false;
    }
    long lockIndex = (old == null ? 0 : old.lockIndex) + (holder.isEmpty() ? 1 : 0);
    return write(c.key().text(), c.value(), c.flags(), lockIndex, c.session());
  }

  private Object unlock(Unlock c) {
    if (c.session().isEmpty()) {
      return "missing session";
    }
    Row old = rows.get(c.key().text());
    return old != null
        && old.holder.equals(c.session())
        && write(c.key().text(), c.value(), c.flags(), old.lockIndex, "");
  }

  private boolean destroy(String session) {
    Session.Behavior behavior = sessions.remove(session);
    for (String key : List.copyOf(rows.keySet())) {
      Row row = row(key);
      if (row.holder.equals(session) && behavior == Session.Behavior.DELETE) {
        delete(key, key::equals);
      } else if (row.holder.equals(session)) {
        write(key, Bytes.utf8(row.value), row.flags, row.lockIndex, "");
      }
    }
    return true;
  }

  private boolean reap(long upTo) {
    for (long at : deletions.values()) {
      if (at <= upTo) {
        reaped = Math.max(reaped, at);
      }
    }
    deletions.values().removeIf(at -> at <= upTo);
    return true;
  }

  List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    rows.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(keys::add);
    return keys;
  }

  /// What a listing reports.
  long listIndex(String prefix) {
    long last = 0;
    for (String key : keys(prefix)) {
      last = Math.max(last, row(key).modified);
    }
    for (Map.Entry<String, Long> deletion : deletions.entrySet()) {
      if (deletion.getKey().startsWith(prefix)) {
        last = Math.max(last, deletion.getValue());
      }
    }
    return Math.max(1, last == 0 ? tableIndex : Math.max(last, reaped));
  }
}
