package org.consulkv.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consulkv.state.Driver.ALICE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.codec.BlockOutput;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.session.Session.Behavior;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class A_snapshot_file {
  private final Driver driver = new Driver();

  @Test
  void holds_every_table() throws IOException {
    fill();
    Driver copy = new Driver();
    copy.restore(driver.image());
    assertThat(copy.image()).isEqualTo(driver.image());
    assertThat(copy.index()).isEqualTo(driver.index());
    assertThat(copy.lives(ALICE)).isTrue();
    assertThat(copy.values()).isEqualTo(driver.values());
  }

  @Test
  void stays_as_it_was_captured() throws IOException {
    fill();
    byte[] before = driver.image();
    var captured = driver.store.capture();
    driver.put("a", "later");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    captured.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(before);
  }

  @Test
  void may_have_tables_and_fields_of_a_later_release() throws IOException {
    byte[] image =
        image(blocks -> {
          blocks.field(1, header(1, 9));
          blocks.field(2, text("later-table"));
          blocks.field(3, text("a row of it"));
          blocks.field(7, text("something else"));
          blocks.field(2, text("kvs"));
          blocks.field(3, entry("key", 5));
        });
    driver.restore(image);
    assertThat(driver.value("key")).contains("value");
    assertThat(driver.index()).isEqualTo(9);
  }

  @Test
  void of_a_later_layout_is_refused() {
    assertRefused(image(blocks -> blocks.field(1, header(2, 9))), "layout 2");
  }

  @Test
  void without_header_is_refused() {
    assertRefused(image(blocks -> {}), "empty");
    assertRefused(image(blocks -> blocks.field(2, text("kvs"))), "header");
  }

  @Test
  void with_a_row_from_its_future_is_refused() {
    assertRefused(
        image(blocks -> {
          blocks.field(1, header(1, 9));
          blocks.field(2, text("kvs"));
          blocks.field(3, entry("key", 10));
        }),
        "kvs");
  }

  @Test
  void with_a_row_that_makes_no_sense_is_refused() {
    assertRefused(
        image(blocks -> {
          blocks.field(1, header(1, 9));
          blocks.field(2, text("sessions"));
          blocks.field(3, text("not sixteen bytes"));
          blocks.field(3, text("x"));
        }),
        "sessions");
  }

  @SeededTest(runs = 300)
  void that_is_damaged_anywhere_is_refused(Gen gen) {
    fill();
    byte[] image = driver.image();
    byte[] damaged;
    if (gen.onceIn(2)) {
      damaged = Arrays.copyOf(image, gen.below(image.length));
    } else {
      damaged = image.clone();
      damaged[gen.below(image.length)] ^= (byte) (1 << gen.below(8));
    }
    assertThatThrownBy(() -> driver.restore(damaged)).isInstanceOf(IOException.class);
    assertThat(driver.image()).isEqualTo(image);
  }

  private void fill() {
    driver.register("node1", Service.of("node1", "web", "web", 80));
    driver.register("node1", Driver.check("node1", "c", "web", "passing"));
    driver.session(ALICE, "node1", Behavior.RELEASE);
    driver.lock("a", "1", ALICE);
    driver.put("b", "2");
    driver.delete("b");
    driver.apply(new KvCommand.ReapTombstones(driver.index()));
    driver.put("c", "3");
    driver.delete("c");
  }

  private void assertRefused(byte[] image, String why) {
    fill();
    byte[] before = driver.image();
    assertThatThrownBy(() -> driver.restore(image))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
    assertThat(driver.image()).isEqualTo(before);
  }

  private interface Fields {
    void writeTo(BlockOutput blocks) throws IOException;
  }

  private static byte[] image(Fields fields) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BlockOutput blocks = new BlockOutput(out);
      fields.writeTo(blocks);
      blocks.finish();
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] header(int version, long index) {
    return Wire.message(
        64,
        out -> {
          out.writeUInt32(1, version);
          out.writeUInt64(2, index);
          out.writeString(50, "later");
        });
  }

  private static byte[] entry(String key, long modifyIndex) {
    return Wire.message(
        64,
        out -> {
          out.writeString(60, "later");
          out.writeString(1, key);
          out.writeString(2, "value");
          out.writeUInt64(7, modifyIndex);
        });
  }

  private static byte[] text(String text) {
    return Wire.message(64, out -> out.writeString(1, text));
  }
}
