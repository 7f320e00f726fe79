package org.consulkv.state.kv;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Node;
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
import org.consulkv.state.session.SessionId;
import org.consulkv.testkit.seed.Gen;

/// Commands on few keys by few sessions, so that they meet.
public final class KvGen {
  /// Registers the node that all sessions belong to.
  public static final Command NODE =
      new Register(
          new Node("", "node1", "127.0.0.1", "dc1", null, null, 0, 0),
          false,
          Optional.empty(),
          List.of());

  private static final List<String> SESSIONS =
      List.of(
          "00000000-0000-4000-8000-00000000000a",
          "00000000-0000-4000-8000-00000000000b",
          "00000000-0000-4000-8000-00000000000c");

  private final Gen gen;

  public KvGen(Gen gen) {
    this.gen = gen;
  }

  /// A command that may follow the one with this index.
  public Command command(long index) {
    return switch (gen.below(12)) {
      case 0, 1, 2, 3 -> new Set(key(), value(), gen.below(2));
      case 4 -> new CompareAndSet(key(), value(), gen.below(2), index(index));
      case 5 -> new Delete(key());
      case 6 -> new DeleteCas(key(), index(index));
      case 7 -> gen.onceIn(3) ? new DeleteTree(key()) : new Delete(key());
      case 8 -> new Lock(key(), value(), gen.below(2), session());
      case 9 -> new Unlock(key(), value(), gen.below(2), session());
      case 10 -> gen.onceIn(4) ? new ReapTombstones(index(index)) : create();
      default -> new SessionCommand.Destroy(SessionId.parse(sessionId()).orElseThrow());
    };
  }

  public Key key() {
    return Key.of(gen.oneOf("", "a/", "a/b/", "ab") + gen.text("ab/", 2));
  }

  private Bytes value() {
    return Bytes.utf8(gen.text("xy", 1));
  }

  private long index(long last) {
    return gen.onceIn(3) ? 0 : Math.max(0, last - gen.below(8));
  }

  private String session() {
    return gen.onceIn(10) ? gen.oneOf("", "nobody") : sessionId();
  }

  private String sessionId() {
    return gen.oneOf(SESSIONS);
  }

  private Command create() {
    return new SessionCommand.Create(session(sessionId(), gen.oneOf(Session.Behavior.values())));
  }

  /// A session without checks.
  public static Session session(String id, Session.Behavior behavior) {
    return new Session(
        new SessionId(UUID.fromString(id)),
        "",
        "node1",
        java.time.Duration.ZERO,
        behavior,
        "",
        List.of(),
        List.of(),
        List.of(),
        0,
        0);
  }
}
