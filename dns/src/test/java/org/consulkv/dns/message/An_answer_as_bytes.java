package org.consulkv.dns.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.dns.Catalog;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class An_answer_as_bytes {
  private static final String WEB = "web.service.consul";

  private final Written written = new Written();

  private static Catalog instances(int count, String... settings) {
    Catalog catalog = new Catalog(settings);
    for (int i = 0; i < count; i++) {
      String node = "node-" + i;
      catalog.node(node, "10.0." + i / 256 + "." + i % 256).instance(node, "web", 8000 + i);
    }
    return catalog;
  }

  private Message ask(Catalog catalog, String name, int type, int edns, boolean tcp) {
    return Written.read(written.answer(catalog, Written.question(name, type, edns), tcp));
  }

  @Test
  void repeats_the_question_and_its_id() {
    Message answer = ask(instances(1), "WEB.service.CONSUL", Type.A, 0, false);

    assertThat(answer.getHeader().getID()).isEqualTo(4711);
    assertThat(answer.getQuestion().getName()).hasToString("WEB.service.CONSUL.");
    assertThat(Written.has(answer, Flags.QR)).isTrue();
    assertThat(Written.has(answer, Flags.AA)).isTrue();
    assertThat(Written.has(answer, Flags.RD)).isTrue();
    assertThat(Written.has(answer, Flags.RA)).isFalse();
    assertThat(Written.section(answer, Section.ANSWER))
        .containsExactly("WEB.service.CONSUL. 0 A 10.0.0.0");
  }

  @Test
  void has_three_records_for_clients_that_take_512_bytes() {
    Message answer = ask(instances(8), WEB, Type.SRV, 0, false);

    assertThat(answer.getSection(Section.ANSWER)).hasSize(3);
    assertThat(answer.getSection(Section.ADDITIONAL)).hasSize(3);
    assertThat(Written.isCut(answer)).isFalse();
  }

  @Test
  void has_as_many_records_as_is_set_but_never_more_than_eight() {
    assertThat(
            ask(instances(9, "dns_config { udp_answer_limit = 2 }"), WEB, Type.A, 0, false)
                .getSection(Section.ANSWER))
        .hasSize(2);
    assertThat(
            ask(instances(9, "dns_config { udp_answer_limit = 20 }"), WEB, Type.A, 0, false)
                .getSection(Section.ANSWER))
        .hasSize(8);
  }

  @Test
  void says_that_it_was_cut_if_told_to() {
    Catalog catalog = instances(8, "dns_config { enable_truncate = true }");

    assertThat(Written.isCut(ask(catalog, WEB, Type.A, 0, false))).isTrue();
    assertThat(Written.isCut(ask(catalog, WEB, Type.A, 4096, false))).isFalse();
    assertThat(Written.isCut(ask(catalog, WEB, Type.A, 0, true))).isFalse();
  }

  @Test
  void has_no_more_addresses_than_is_set() {
    Catalog catalog = instances(8, "dns_config { a_record_limit = 4 enable_truncate = true }");

    assertThat(ask(catalog, WEB, Type.A, 0, true).getSection(Section.ANSWER)).hasSize(4);
    assertThat(ask(catalog, WEB, Type.SRV, 0, true).getSection(Section.ANSWER)).hasSize(8);
    assertThat(Written.isCut(ask(catalog, WEB, Type.A, 0, true))).isFalse();
  }

  @Test
  void fits_the_size_that_the_client_names() {
    Catalog catalog = instances(300, "dns_config { enable_truncate = true }");
    for (int size : List.of(513, 1232, 4096, 65_535)) {
      byte[] answer = written.answer(catalog, Written.question(WEB, Type.SRV, size), false);
      Message read = Written.read(answer);

      assertThat(answer.length).isBetween(Math.min(size, 16_000) - 120, size);
      assertThat(read.getSection(Section.ADDITIONAL))
          .hasSize(read.getSection(Section.ANSWER).size() + 1);
      assertThat(read.getOPT().getPayloadSize()).isEqualTo(size);
      assertThat(Written.isCut(read)).isEqualTo(size < 65_535);
    }
  }

  @Test
  void fits_into_a_message_over_TCP_however_many_instances_there_are() {
    Catalog catalog = instances(2000);
    byte[] answer = written.answer(catalog, Written.question(WEB, Type.SRV, 0), true);
    Message read = Written.read(answer);

    assertThat(answer.length).isBetween(50_000, 65_535);
    assertThat(read.getSection(Section.ADDITIONAL)).hasSameSizeAs(read.getSection(Section.ANSWER));
  }

  @Test
  void does_without_extras_before_it_does_without_the_answer() {
    Catalog catalog =
        new Catalog()
            .nodeWithMeta("a", "10.0.0.1", Map.of("k", "v".repeat(500)))
            .instance("a", "web", 80);

    Message srv = ask(catalog, WEB, Type.SRV, 0, false);
    assertThat(srv.getSection(Section.ANSWER)).hasSize(1);
    assertThat(srv.getSection(Section.ADDITIONAL)).isEmpty();
    Message node = ask(catalog, "a.node.consul", Type.A, 0, false);
    assertThat(node.getSection(Section.ANSWER)).hasSize(1);
    assertThat(node.getSection(Section.ADDITIONAL)).isEmpty();
  }

  @Test
  void comes_in_every_order() {
    Catalog catalog = instances(8);
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      first.add(Written.section(ask(catalog, WEB, Type.A, 0, false), Section.ANSWER).getFirst());
    }

    assertThat(first).hasSize(8);
  }

  @Test
  void compresses_names_unless_told_not_to() {
    byte[] question = Written.question(WEB, Type.SRV, 4096);
    byte[] shorter = written.answer(instances(8), question, false);
    byte[] longer =
        written.answer(instances(8, "dns_config { disable_compression = true }"), question, false);

    assertThat(shorter.length).isLessThan(longer.length - 200);
    assertThat(Written.section(Written.read(shorter), Section.ADDITIONAL))
        .containsExactlyInAnyOrderElementsOf(
            Written.section(Written.read(longer), Section.ADDITIONAL));
  }

  @SeededTest(runs = 300)
  void to_a_damaged_question_is_a_refusal_or_none(Gen gen) {
    byte[] question = Written.question(WEB, Type.A, gen.onceIn(2) ? 4096 : 0);
    for (int i = 0; i <= gen.below(4); i++) {
      question[gen.below(question.length)] = (byte) gen.below(256);
    }
    byte[] damaged = java.util.Arrays.copyOf(question, gen.below(question.length + 1));

    Query.read(damaged, gen.onceIn(2))
        .ifPresent(query -> {
          Reply reply = new Reply(new Catalog().config().dns(), false);
          byte[] answer = written.bytes(reply.refusal(query, Rcode.REFUSED));
          assertThat(Written.read(answer).getHeader().getID()).isEqualTo(4711);
        });
  }
}
