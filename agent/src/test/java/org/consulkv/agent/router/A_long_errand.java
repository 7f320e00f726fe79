package org.consulkv.agent.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.ApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class A_long_errand {
  private final Surroundings around = new Surroundings();

  @BeforeEach
  void two() {
    around.server("one", "dc1");
    around.server("two", "dc1");
  }

  /// The first server that is asked cannot do it; the other answers with what it got.
  private void firstSays(Reason reason, boolean whenItHasReadAll) {
    around.streams =
        (_, request) -> {
          byte[] got = whenItHasReadAll || around.asked.size() > 1 ? request.readAllBytes() : null;
          if (around.asked.size() == 1) {
            throw new RpcException(reason, "not yet");
          }
          return new ByteArrayInputStream(got);
        };
  }

  private String send(InputStream request) throws IOException {
    Router router = around.router(1, 10);
    return new String(router.exchange(router.here(), "long", request).readAllBytes(), UTF_8);
  }

  private static InputStream once(String text) {
    return new SequenceInputStream(InputStream.nullInputStream(), again(text));
  }

  private static InputStream again(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void goes_to_the_next_server_if_the_first_took_none_of_it() throws IOException {
    firstSays(Reason.UNREACHABLE, false);
    assertThat(send(once("all of it"))).isEqualTo("all of it");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "NO_LEADER"})
  void goes_to_the_next_server_as_a_whole_if_it_can_be_read_again(Reason reason)
      throws IOException {
    firstSays(reason, true);
    assertThat(send(again("all of it"))).isEqualTo("all of it");
  }

  @Test
  void goes_to_nobody_else_when_a_part_of_it_is_gone() {
    firstSays(Reason.UNREACHABLE, true);
    assertThatThrownBy(() -> send(once("all of it"))).isInstanceOf(ApiException.class);
    assertThat(around.asked).hasSize(1);
  }
}
