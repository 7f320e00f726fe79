package org.consulkv.agent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.GossipConfig;
import org.consulkv.gossip.serf.Keyring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Keys_that_are_kept {
  private static final String ONE = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s=";
  private static final String OTHER = "AAECAwQFBgcICQoLDA0ODw==";

  @TempDir Path folder;

  @Test
  void are_those_of_the_configuration_at_first() throws IOException {
    assertThat(file(true).load(ONE)).isEqualTo(Keyring.of(ONE));
    Path written = folder.resolve("serf/local.keyring");
    assertThat(written).hasContent("[\"" + ONE + "\"]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
        .isEqualTo("rw-------");
  }

  @Test
  void count_more_than_the_configuration_from_then_on() {
    file(true).load(ONE);
    assertThat(file(true).load(OTHER)).isEqualTo(Keyring.of(ONE));
    assertThat(file(true).load("")).isEqualTo(Keyring.of(ONE));
  }

  @Test
  void are_none_if_nobody_said_one() {
    assertThat(file(true).load("")).isEqualTo(Keyring.NONE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void are_not_kept_if_the_operator_says_so() {
    assertThat(file(false).load(ONE)).isEqualTo(Keyring.of(ONE));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void stop_the_start_if_they_cannot_be_read() throws IOException {
    Files.createDirectories(folder.resolve("serf"));
    for (String text : new String[] {"", "{}", "[\"x\"]", "[1]", "[\"" + ONE + "\""}) {
      Files.writeString(folder.resolve("serf/local.keyring"), text, UTF_8);
      assertThatThrownBy(() -> file(true).load(""))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("local.keyring");
    }
  }

  @Test
  void are_base64_and_where_they_are_not_is_told_as_Go_does() {
    assertThat(Base64Fault.of(ONE)).isEmpty();
    assertThat(Base64Fault.of(OTHER)).isEmpty();
    assertThat(Base64Fault.of("")).isEmpty();
    assertThat(Base64Fault.of("x")).isEqualTo(OptionalInt.of(0));
    assertThat(Base64Fault.of("abcd!")).isEqualTo(OptionalInt.of(4));
    assertThat(Base64Fault.of("abcdab")).isEqualTo(OptionalInt.of(4));
    assertThat(Base64Fault.of("ab=")).isEqualTo(OptionalInt.of(3));
    assertThat(Base64Fault.of("a===")).isEqualTo(OptionalInt.of(1));
    assertThat(Base64Fault.of("ab==x")).isEqualTo(OptionalInt.of(4));
  }

  private KeyringFile file(boolean kept) {
    return KeyringFile.of(
        new GossipConfig.Encrypt("", true, true, kept), Optional.of(folder), false);
  }
}
