package org.consulkv.state.kv;

import java.util.List;
import java.util.function.Function;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.kv.KvCommand.CompareAndSet;
import org.consulkv.state.kv.KvCommand.Delete;
import org.consulkv.state.kv.KvCommand.DeleteCas;
import org.consulkv.state.kv.KvCommand.DeleteTree;
import org.consulkv.state.kv.KvCommand.Lock;
import org.consulkv.state.kv.KvCommand.ReapTombstones;
import org.consulkv.state.kv.KvCommand.Set;
import org.consulkv.state.kv.KvCommand.Unlock;

/// Key-value commands in the log.
public final class KvCommandCodec {
  private static final Key NO_KEY = new Key(Bytes.EMPTY);

  public static final List<CommandKind<?>> KINDS =
      List.of(
          kind(
              1,
              Set.class,
              c -> fields(c.key(), c.value(), c.flags(), 0, ""),
              f -> new Set(f.key(), f.value(), f.flags())),
          kind(
              2,
              CompareAndSet.class,
              c -> fields(c.key(), c.value(), c.flags(), c.expectedIndex(), ""),
              f -> new CompareAndSet(f.key(), f.value(), f.flags(), f.index())),
          kind(
              3,
              Delete.class,
              c -> fields(c.key(), Bytes.EMPTY, 0, 0, ""),
              f -> new Delete(f.key())),
          kind(
              4,
              DeleteCas.class,
              c -> fields(c.key(), Bytes.EMPTY, 0, c.expectedIndex(), ""),
              f -> new DeleteCas(f.key(), f.index())),
          kind(
              5,
              DeleteTree.class,
              c -> fields(c.prefix(), Bytes.EMPTY, 0, 0, ""),
              f -> new DeleteTree(f.key())),
          kind(
              6,
              Lock.class,
              c -> fields(c.key(), c.value(), c.flags(), 0, c.session()),
              f -> new Lock(f.key(), f.value(), f.flags(), f.session())),
          kind(
              7,
              Unlock.class,
              c -> fields(c.key(), c.value(), c.flags(), 0, c.session()),
              f -> new Unlock(f.key(), f.value(), f.flags(), f.session())),
          kind(
              8,
              ReapTombstones.class,
              c -> fields(NO_KEY, Bytes.EMPTY, 0, c.upToIndex(), ""),
              f -> new ReapTombstones(f.index())));

  private KvCommandCodec() {}

  private static KvFields fields(Key key, Bytes value, long flags, long index, String session) {
    return new KvFields(key, value, flags, index, session, 0);
  }

  private static <C extends KvCommand> CommandKind<C> kind(
      int number, Class<C> type, Function<C, KvFields> to, Function<KvFields, C> from) {
    return new CommandKind<>(
        number,
        type,
        command -> to.apply(command).size(),
        (command, out) -> to.apply(command).write(out),
        in -> from.apply(KvFields.read(in)));
  }
}
