package org.consulkv.dns.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.consulkv.dns.Catalog;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class Recursion_to_other_servers {
  private static Listening asking(String settings, Upstream... servers) {
    String list =
        Arrays.stream(servers)
            .map(server -> '"' + server.address() + '"')
            .collect(Collectors.joining(", "));
    return new Listening(new Catalog("recursors = [" + list + "]", settings), Transport.best());
  }

  private static List<String> answers(Message message) {
    return message.getSection(Section.ANSWER).stream().map(Catalog::text).toList();
  }

  @Test
  void relays_what_is_not_ours() {
    try (Upstream upstream = Upstream.knowing("192.0.2.1");
        Listening listening = asking("", upstream)) {
      Message question = Listening.message("example.com", Type.A);
      Message answer = listening.ask(question, false);

      assertThat(answers(answer)).containsExactly("example.com. 60 A 192.0.2.1");
      assertThat(answer.getHeader().getID()).isEqualTo(question.getHeader().getID());
      assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
      Message ours = listening.ask("node1.node.consul", Type.A);
      assertThat(answers(ours)).containsExactly("node1.node.consul. 0 A 127.0.0.1");
      assertThat(ours.getHeader().getFlag(Flags.RA)).isTrue();
      assertThat(upstream.asked()).isOne();
    }
  }

  @Test
  void goes_on_to_the_next_server_when_one_fails_or_is_silent() {
    try (Upstream failing = Upstream.saying(Rcode.SERVFAIL);
        Upstream silent = new Upstream(_ -> Optional.empty());
        Upstream upstream = Upstream.knowing("192.0.2.1");
        Listening listening = asking("", failing, silent, upstream)) {

      assertThat(answers(listening.ask("example.com", Type.A))).hasSize(1);
      assertThat(failing.asked()).isOne();
      Await.until(() -> silent.asked() == 1);
    }
  }

  @Test
  void may_ask_the_servers_in_any_order() {
    try (Upstream one = Upstream.knowing("192.0.2.1");
        Upstream other = Upstream.knowing("192.0.2.2");
        Listening listening = asking("dns_config { recursor_strategy = \"random\" }", one, other)) {
      for (int i = 0; i < 40; i++) {
        assertThat(answers(listening.ask("example.com", Type.A))).hasSize(1);
      }

      assertThat(one.asked()).isPositive();
      assertThat(other.asked()).isPositive();
    }
  }

  @Test
  void takes_a_servers_word_that_a_name_does_not_exist() {
    try (Upstream first = Upstream.saying(Rcode.NXDOMAIN);
        Upstream second = Upstream.knowing("192.0.2.1");
        Listening listening = asking("", first, second)) {

      assertThat(listening.ask("example.com", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(second.asked()).isZero();
    }
  }

  @Test
  void says_so_when_no_server_answers() {
    try (Upstream failing = Upstream.saying(Rcode.REFUSED);
        Listening listening = asking("", failing)) {
      Message answer = listening.ask("example.com", Type.A);

      assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
      assertThat(listening.ask("node1.node.consul", Type.A).getRcode()).isZero();
    }
  }

  @Test
  void does_not_believe_answers_to_other_questions() {
    Upstream forging =
        new Upstream(question -> {
          Message answer = Upstream.response(question);
          answer.getHeader().setID(question.getHeader().getID() ^ 1);
          return Optional.of(answer);
        });
    try (forging;
        Listening listening = asking("dns_config { recursor_timeout = \"200ms\" }", forging)) {

      assertThat(listening.ask("example.com", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }
  }

  @Test
  void completes_aliases_of_services() {
    try (Upstream upstream = Upstream.knowing("192.0.2.1");
        Listening listening = asking("", upstream)) {
      listening.catalog.node("a", "10.0.0.1").instanceAt("a", "web", 80, "web.example.com");

      assertThat(answers(listening.ask("web.service.consul", Type.A)))
          .containsExactly(
              "web.service.consul. 0 CNAME web.example.com.", "web.example.com. 60 A 192.0.2.1");
      Message srv = listening.ask("web.service.consul", Type.SRV);
      assertThat(answers(srv)).containsExactly("web.service.consul. 0 SRV 1 1 80 web.example.com.");
      assertThat(srv.getSection(Section.ADDITIONAL).stream().map(Catalog::text))
          .containsExactly("web.example.com. 60 A 192.0.2.1");
    }
  }

  @Test
  void asks_for_whose_an_address_is_that_no_one_here_has() {
    try (Upstream upstream = Upstream.saying(Rcode.NXDOMAIN);
        Listening listening = asking("", upstream)) {

      assertThat(listening.ask("9.9.9.10.in-addr.arpa", Type.PTR).getRcode())
          .isEqualTo(Rcode.NXDOMAIN);
      assertThat(listening.ask("1.0.0.127.in-addr.arpa", Type.PTR).getRcode()).isZero();
      assertThat(upstream.asked()).isOne();
    }
  }
}
