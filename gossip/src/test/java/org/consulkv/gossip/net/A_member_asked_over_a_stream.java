package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.consulkv.gossip.swim.SwimMessage.Ping;
import org.consulkv.gossip.wire.StreamMessage;
import org.consulkv.gossip.wire.StreamMessage.Probe;
import org.consulkv.gossip.wire.StreamMessage.ProbeAnswer;
import org.consulkv.gossip.wire.Streams;
import org.consulkv.runtime.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_member_asked_over_a_stream {
  private TestMember member;

  @BeforeEach
  void start() throws IOException {
    member = TestMember.start("ours");
  }

  @AfterEach
  void stop() {
    member.close();
  }

  @Test
  void says_that_it_is_there() throws Exception {
    Bytes answer = answerTo(Streams.encode(new Probe(new Ping(7, "ours", null, "x")), false));

    assertThat(Streams.decode(answer, List.of(), true))
        .isInstanceOfSatisfying(
            ProbeAnswer.class, a -> assertThat(a.ack().sequence()).isEqualTo(7));
  }

  @Test
  void keeps_silent_if_another_is_meant() throws Exception {
    assertThat(answerTo(Streams.encode(new Probe(new Ping(7, "other", null, "x")), false)))
        .isEqualTo(Bytes.EMPTY);
  }

  @Test
  void closes_it_at_once_if_it_does_not_understand() throws Exception {
    assertThat(answerTo(Bytes.utf8("GET / HTTP/1.1\r\n\r\n"))).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void understands_what_comes_in_pieces() throws Exception {
    Bytes state = Streams.encode(new StreamMessage.State(false, List.of(), Bytes.EMPTY), false);
    try (Socket socket = connect()) {
      for (int i = 0; i < state.length(); i++) {
        socket.getOutputStream().write(state.at(i));
        socket.getOutputStream().flush();
      }
      Bytes answer = Bytes.owning(socket.getInputStream().readAllBytes());

      assertThat(Streams.decode(answer, List.of(), true))
          .isInstanceOfSatisfying(StreamMessage.State.class, s -> assertThat(s.nodes()).hasSize(1));
    }
  }

  private Bytes answerTo(Bytes message) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(message.toArray());
      return Bytes.owning(socket.getInputStream().readAllBytes());
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), member.pool().address().port());
  }
}
