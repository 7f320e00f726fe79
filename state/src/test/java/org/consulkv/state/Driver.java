package org.consulkv.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionCommand;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionQueries;

/// A store with the words tests use.
public final class Driver {
  public static final String ALICE = "00000000-0000-4000-8000-00000000000a";
  public static final String BOB = "00000000-0000-4000-8000-00000000000b";

  public final Store store = new Store();

  /// Applies the commands as one entry of the log and returns what the last one gave.
  public Outcome apply(Command... commands) {
    return store.apply(Arrays.stream(commands).map(CommandCodec::encode).toList()).getLast();
  }

  public Outcome put(String key, String value) {
    return apply(new KvCommand.Set(Key.of(key), Bytes.utf8(value), 0));
  }

  public Outcome delete(String key) {
    return apply(new KvCommand.Delete(Key.of(key)));
  }

  public Outcome lock(String key, String value, String session) {
    return apply(new KvCommand.Lock(Key.of(key), Bytes.utf8(value), 0, session));
  }

  public Outcome unlock(String key, String value, String session) {
    return apply(new KvCommand.Unlock(Key.of(key), Bytes.utf8(value), 0, session));
  }

  public Outcome register(String node, Check... checks) {
    return apply(new Register(node(node), false, Optional.empty(), List.of(checks)));
  }

  public Outcome register(String node, Service service, Check... checks) {
    return apply(new Register(node(node), false, Optional.of(service), List.of(checks)));
  }

  public static Node node(String name) {
    return new Node("", name, "10.0.0.1", "dc1", null, null, 0, 0);
  }

  /// A check of a service.
  public static Check check(String node, String id, String service, String status) {
    return new Check(
        node,
        id,
        id,
        status,
        "",
        "",
        service,
        "",
        null,
        "",
        "",
        "",
        0,
        Check.Definition.NONE,
        0,
        0);
  }

  public Outcome session(String id, String node, Session.Behavior behavior, String... checks) {
    return apply(
        new SessionCommand.Create(
            new Session(
                id(id),
                "",
                node,
                java.time.Duration.ZERO,
                behavior,
                "",
                List.of(),
                List.of(checks),
                List.of(),
                0,
                0)));
  }

  public static SessionId id(String session) {
    return SessionId.parse(session).orElseThrow();
  }

  public boolean lives(String session) {
    return SessionQueries.info(store.snapshot(), WatchSet.NONE, id(session)).value().isPresent();
  }

  public long index() {
    return store.snapshot().index();
  }

  public Optional<KvEntry> entry(String key) {
    return KvQueries.get(store.snapshot(), WatchSet.NONE, Key.of(key)).value();
  }

  public Optional<String> value(String key) {
    return entry(key).map(entry -> entry.value().toUtf8());
  }

  /// The state as a file.
  public byte[] image() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.capture().writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void restore(byte[] image) throws IOException {
    store.restore(new ByteArrayInputStream(image));
  }

  /// Everything but indexes.
  public Map<String, String> values() {
    Map<String, String> values = new java.util.TreeMap<>();
    KvQueries.list(store.snapshot(), WatchSet.NONE, Key.of(""))
        .value()
        .forEach(entry -> values.put(entry.key().text(), entry.value().toUtf8()));
    return values;
  }
}
