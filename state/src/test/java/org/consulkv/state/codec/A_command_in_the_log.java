package org.consulkv.state.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consulkv.state.Driver.ALICE;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Command;
import org.consulkv.state.Driver;
import org.consulkv.state.Outcome;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.coordinate.NodeCoordinate;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvGen;
import org.consulkv.state.restore.RestoreCommand;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionCommand;
import org.consulkv.state.txn.CatalogVerb;
import org.consulkv.state.txn.KvVerb;
import org.consulkv.state.txn.TxnCommand;
import org.consulkv.state.txn.TxnOp;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class A_command_in_the_log {
  @SeededTest(runs = 300)
  void is_read_as_it_was_written(Gen gen) {
    Command command = command(gen);
    assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
  }

  @SeededTest(runs = 300)
  void may_have_fields_of_a_later_release(Gen gen) throws IOException {
    Command command = command(gen);
    assertThat(CommandCodec.decode(withLaterFields(CommandCodec.encode(command))))
        .isEqualTo(command);
  }

  /// The same message with unknown fields around its own and, except in transactions, within.
  private static Bytes withLaterFields(Bytes encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
    in.readTag();
    int kind = in.readUInt32();
    in.readTag();
    byte[] content = in.readByteArray();
    boolean txn = kind == 40;
    return Bytes.owning(
        Wire.message(
            64,
            out -> {
              out.writeString(99, "later");
              out.writeUInt32(1, kind);
              out.writeFixed64(98, 42);
              out.writeByteArray(
                  3,
                  Wire.message(
                      64,
                      inner -> {
                        inner.writeRawBytes(content);
                        if (!txn) {
                          inner.writeString(97, "later");
                          inner.writeUInt64(96, 7);
                        }
                      }));
            }));
  }

  @Test
  void of_a_later_kind_is_passed_over_if_it_may_be() {
    Bytes later = kind(9_999, true);
    assertThat(CommandCodec.decode(later)).isEqualTo(new Command.Ignored(9_999));
    Driver driver = new Driver();
    assertThat(driver.store.apply(List.of(later))).containsExactly(new Outcome.Ignored(9_999));
    assertThat(driver.index()).isEqualTo(2);
  }

  @Test
  void of_a_later_kind_stops_the_node_otherwise() {
    assertThatThrownBy(() -> CommandCodec.decode(kind(9_999, false)))
        .isInstanceOf(Invariant.Broken.class)
        .hasMessageContaining("9999");
  }

  @Test
  void that_is_damaged_stops_the_node() {
    Bytes damaged = Bytes.owning(new byte[] {8, 1, 26, 100, 1});
    assertThatThrownBy(() -> CommandCodec.decode(damaged)).isInstanceOf(Invariant.Broken.class);
  }

  private static Bytes kind(int number, boolean ignorable) {
    return Bytes.owning(
        Wire.message(
            64,
            out -> {
              out.writeUInt32(1, number);
              out.writeBool(2, ignorable);
            }));
  }

  private static Command command(Gen gen) {
    KvGen kv = new KvGen(gen);
    return gen.any(
        () -> kv.command(gen.number() >>> 1),
        () -> new KvCommand.Set(new Key(gen.bytes(9)), gen.bytes(300), gen.number()),
        () -> new SessionCommand.Create(session(gen)),
        () -> new CatalogCommand.Deregister(text(gen), text(gen), text(gen)),
        () ->
            new CatalogCommand.Register(
                node(gen),
                gen.onceIn(2),
                gen.onceIn(2) ? Optional.empty() : Optional.of(service(gen)),
                gen.list(3, () -> check(gen))),
        () -> new CoordinateCommand.Update(gen.list(3, () -> coordinate(gen))),
        () -> new RestoreCommand.Begin(gen.number() >>> 1),
        () -> new RestoreCommand.Chunk(gen.number() >>> 1, gen.below(9), gen.bytes(2_000)),
        () -> new RestoreCommand.Commit(gen.number() >>> 1, gen.below(9)),
        () -> new TxnCommand(gen.list(8, () -> operation(gen, kv))));
  }

  private static NodeCoordinate coordinate(Gen gen) {
    return new NodeCoordinate(
        text(gen),
        text(gen),
        new Coordinate(
            gen.list(9, () -> gen.below(100) / 7.0),
            gen.below(10) / 3.0,
            gen.below(10) / 3.0,
            gen.below(10) / 3.0),
        gen.below(9));
  }

  private static TxnOp operation(Gen gen, KvGen kv) {
    CatalogVerb verb = gen.oneOf(CatalogVerb.values());
    return gen.any(
        () ->
            new TxnOp.Kv(
                gen.oneOf(KvVerb.values()),
                kv.key(),
                gen.bytes(100),
                gen.number(),
                gen.number(),
                gen.oneOf("", ALICE)),
        () -> new TxnOp.OnNode(verb, node(gen)),
        () -> new TxnOp.OnService(verb, service(gen)),
        () -> new TxnOp.OnCheck(verb, check(gen)),
        () -> new TxnOp.UnknownVerb("KV", text(gen)));
  }

  private static Session session(Gen gen) {
    return new Session(
        Driver.id(ALICE),
        text(gen),
        text(gen),
        Duration.ofNanos(gen.below(1_000_000)),
        gen.oneOf(Session.Behavior.values()),
        text(gen),
        gen.list(2, () -> text(gen)),
        gen.list(2, () -> text(gen)),
        gen.list(2, () -> text(gen)),
        gen.below(9),
        gen.below(9));
  }

  private static Node node(Gen gen) {
    return new Node(
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        gen.oneOf(List.of(Optional.<Map<String, String>>empty(), map(gen))).orElse(null),
        map(gen).orElse(null),
        gen.below(9),
        gen.below(9));
  }

  private static Service service(Gen gen) {
    return new Service(
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        gen.onceIn(2) ? null : gen.list(3, () -> text(gen)),
        text(gen),
        gen.onceIn(2) ? null : Map.of("lan", new Service.Address(text(gen), gen.below(9) - 4)),
        map(gen).orElse(null),
        gen.below(9) - 4,
        text(gen),
        new Service.Weights(gen.below(9) - 4, gen.below(9)),
        gen.onceIn(2),
        gen.below(9),
        gen.below(9));
  }

  private static Check check(Gen gen) {
    return new Check(
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        text(gen),
        gen.onceIn(2) ? null : gen.list(3, () -> text(gen)),
        text(gen),
        text(gen),
        text(gen),
        gen.below(9),
        definition(gen),
        gen.below(9),
        gen.below(9));
  }

  private static Check.Definition definition(Gen gen) {
    return new Check.Definition(
        text(gen),
        text(gen),
        gen.onceIn(2),
        gen.onceIn(2) ? null : Map.of("X-A", gen.list(2, () -> text(gen))),
        text(gen),
        text(gen),
        text(gen),
        gen.below(9),
        gen.below(9),
        gen.below(9));
  }

  private static Optional<Map<String, String>> map(Gen gen) {
    return switch (gen.below(3)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Map.of());
      default -> Optional.of(Map.of("k", text(gen), "", text(gen)));
    };
  }

  private static String text(Gen gen) {
    return gen.text("ab/é€", 5);
  }
}
