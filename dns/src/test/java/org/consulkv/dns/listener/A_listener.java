package org.consulkv.dns.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.dns.Catalog;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class A_listener {
  private final Catalog catalog = new Catalog();
  private Listening listening = new Listening(catalog, Transport.best());

  @AfterEach
  void stop() {
    listening.close();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void answers_over_UDP_and_TCP(Transport transport) {
    catalog.node("web1", "10.0.0.1");
    try (Listening other = new Listening(catalog, transport)) {
      assertThat(addresses(other.ask("web1.node.consul", Type.A)))
          .containsExactly("web1.node.consul. 0 A 10.0.0.1");
      assertThat(addresses(other.askOverTcp("web1.node.consul", Type.A)))
          .containsExactly("web1.node.consul. 0 A 10.0.0.1");
    }
  }

  @Test
  void answers_anew_what_it_answered_before_once_the_catalog_has_changed() {
    for (String address : List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")) {
      catalog.node("web1", address);
      for (int again = 0; again < 10; again++) {
        assertThat(addresses(listening.ask("web1.node.consul", Type.A)))
            .containsExactly("web1.node.consul. 0 A " + address);
      }
    }
    catalog.remove("web1");
    assertThat(listening.ask("web1.node.consul", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void answers_by_the_configuration_in_effect() {
    catalog.node("web1", "10.0.0.1");
    assertThat(addresses(listening.ask("web1.node.consul", Type.A)))
        .containsExactly("web1.node.consul. 0 A 10.0.0.1");

    catalog.reload("dns_config { node_ttl = \"9s\" }");

    assertThat(addresses(listening.ask("web1.node.consul", Type.A)))
        .containsExactly("web1.node.consul. 9 A 10.0.0.1");
  }

  @Test
  void refuses_other_domains_when_it_has_no_one_to_ask() {
    Message answer = listening.ask("example.com", Type.A);

    assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(listening.ask("9.9.9.10.in-addr.arpa", Type.PTR).getRcode())
        .isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void does_not_do_what_is_no_question() {
    Message update = Listening.message("web1.node.consul", Type.A);
    update.getHeader().setOpcode(Opcode.UPDATE);

    Message answer = listening.ask(update, false);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer.getSection(Section.QUESTION)).isEmpty();
  }

  @Test
  void goes_on_after_garbage() throws IOException {
    byte[] two = Listening.message("web1.node.consul", Type.A).toWire();
    two[5] = 2;
    assertThat(new Message(listening.overUdp(two)).getRcode()).isEqualTo(Rcode.FORMERR);
    byte[] cut = java.util.Arrays.copyOf(two, 20);
    cut[5] = 1;
    assertThat(new Message(listening.overTcp(cut)).getRcode()).isEqualTo(Rcode.FORMERR);

    assertThat(listening.ask("web1.node.consul", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void answers_from_what_it_has_without_a_leader_unless_told_otherwise() {
    catalog.node("web1", "10.0.0.1");
    catalog.lead(false);

    assertThat(addresses(listening.ask("web1.node.consul", Type.A))).hasSize(1);
  }

  @Test
  void asks_the_leader_first_if_told_to() {
    catalog.reload("dns_config { allow_stale = false }");
    catalog.node("web1", "10.0.0.1");

    assertThat(addresses(listening.ask("web1.node.consul", Type.A))).hasSize(1);
  }

  @Test
  void answers_everything_that_arrives_at_once() throws IOException {
    for (int i = 0; i < 50; i++) {
      catalog.node("node-" + i, "10.0.0." + i).instance("node-" + i, "web", 80);
    }
    int burst = 32;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(10_000);
      socket.setReceiveBufferSize(1 << 20);
      Set<Integer> ids = new HashSet<>();
      for (int i = 0; i < burst; i++) {
        Message question = Listening.message("web.service.consul", Type.SRV);
        question.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        question.getHeader().setID(i);
        byte[] bytes = question.toWire();
        socket.send(new DatagramPacket(bytes, bytes.length, listening.address()));
      }
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      for (int i = 0; i < burst; i++) {
        packet.setLength(4096);
        socket.receive(packet);
        Message answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        assertThat(answer.getSection(Section.ANSWER)).hasSizeGreaterThan(40);
        ids.add(answer.getHeader().getID());
      }
      assertThat(ids).hasSize(burst);
    }
  }

  @Test
  void answers_several_questions_of_one_connection() throws IOException {
    catalog.node("web1", "10.0.0.1");
    byte[] question = Listening.message("web1.node.consul", Type.A).toWire();
    try (Socket socket = new Socket(listening.address().getAddress(), listening.port())) {
      socket.setSoTimeout(10_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int i = 0; i < 200; i++) {
        out.writeShort(question.length);
        out.write(question);
      }
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < 200; i++) {
        Message answer = new Message(in.readNBytes(in.readUnsignedShort()));
        assertThat(addresses(answer)).hasSize(1);
      }
    }
  }

  @Test
  void does_not_start_on_a_port_that_is_taken() {
    ListenAddress taken = new ListenAddress.Tcp("127.0.0.1", listening.port());
    Source source =
        new Source(
            catalog::config, catalog.server().reads(), catalog.queries(), () -> Catalog.SERIAL);

    assertThatThrownBy(() ->
            DnsListener.start(
                source, List.of(taken), new SystemChance(), new SystemClock(), nanos -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("listen tcp");
  }

  private static List<String> addresses(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Catalog::text).toList();
  }
}
