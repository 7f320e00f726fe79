package org.consulkv.agent.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HCL_text {
  @Test
  void may_have_many_entries_on_one_line() throws SyntaxException {
    assertThat(parsed("datacenter = \"dc1\" data_dir = \"/tmp/x\" server = true"))
        .isEqualTo("{datacenter: \"dc1\", data_dir: \"/tmp/x\", server: true}");
  }

  @Test
  void has_blocks_that_repeat_and_carry_labels() throws SyntaxException {
    assertThat(parsed("key \"a/\" { policy = \"read\" }\nkey \"b\" { policy = \"write\" }"))
        .isEqualTo("{key: {a/: {policy: \"read\"}}, key: {b: {policy: \"write\"}}}");
  }

  @Test
  void has_lists_of_objects_with_a_comma_too_many() throws SyntaxException {
    assertThat(parsed("services = [{ name = \"a\", port = 1 }, { name = \"b\" tags = [\"x\", ] }]"))
        .isEqualTo("{services: [{name: \"a\", port: 1}, {name: \"b\", tags: [\"x\"]}]}");
  }

  @Test
  void has_three_kinds_of_comments() throws SyntaxException {
    assertThat(parsed("# one\na = 1 // two\n/* three\nlines */ b = 2")).isEqualTo("{a: 1, b: 2}");
  }

  @Test
  void has_heredocs_with_and_without_indentation() throws SyntaxException {
    assertThat(parsed("a = <<EOF\n one\ntwo\nEOF\nb = <<-END\n    x\n      y\n    END\n"))
        .isEqualTo("{a: \" one\ntwo\n\", b: \"x\n  y\n\"}");
  }

  @Test
  void has_numbers_in_three_bases_and_with_exponents() throws SyntaxException {
    assertThat(parsed("a = -1 b = 0x10 c = 010 d = 1.5 e = 1e3 f = 0"))
        .isEqualTo("{a: -1, b: 16, c: 8, d: 1.5, e: 1000, f: 0}");
  }

  @Test
  void keeps_templates_and_interpolations_as_they_are() throws SyntaxException {
    assertThat(parsed("a = \"{{ GetInterfaceIP \\\"eth0\\\" }}\" b = \"${env(\"X\")}\""))
        .isEqualTo("{a: \"{{ GetInterfaceIP \"eth0\" }}\", b: \"${env(\"X\")}\"}");
  }

  @Test
  void has_escapes() throws SyntaxException {
    assertThat(parsed("a = \"\\t\\u00e9\\x41\\101\\U0001F600\"")).isEqualTo("{a: \"\téAA😀\"}");
  }

  @Test
  void may_quote_its_keys() throws SyntaxException {
    assertThat(parsed("node_meta { \"a-b\" = \"c\" d.e = \"f\" }"))
        .isEqualTo("{node_meta: {a-b: \"c\", d.e: \"f\"}}");
  }

  @Test
  void knows_the_line_of_every_entry() throws SyntaxException {
    Node.Fields tree = HclText.parse("a = 1\n\nports {\n  http = 2\n}");
    Node.Field ports = tree.entries().get(1);
    assertThat(ports.line()).isEqualTo(3);
    assertThat(((Node.Fields) ports.value()).entries().getFirst().line()).isEqualTo(4);
  }

  @Test
  void is_refused_with_the_place_where_it_goes_wrong() {
    assertRefused("a = ", "At 1:5: expected a value, got: end of file");
    assertRefused(
        "a = [1, 2", "At 1:10: error parsing list, expected comma or list end, got: end of file");
    assertRefused("a {\n b = 1", "At 2:7: expected a key, got: end of file");
    assertRefused("a = \"x\nb = 1", "At 2:1: literal not terminated");
    assertRefused("a == 1", "At 1:4: expected a value, got: =");
    assertRefused("}", "At 1:1: expected a key, got: }");
    assertRefused("a = yes", "At 1:5: Unknown token: yes");
    assertRefused("a b", "At 1:4: key 'a' expected start of object ('{') or assignment ('=')");
    assertRefused("a = 1x", "At 1:5: not a number: 1x");
    assertRefused("a = 12abc", "At 1:5: not a number: 12abc");
    assertRefused("a = <<EOF\nx", "At 2:1: heredoc not terminated");
    assertRefused("/* a", "At 1:1: comment not terminated");
    assertRefused("a = 1 ; b = 2", "At 1:8: illegal character ';'");
  }

  @Test
  void is_refused_when_it_is_nested_without_end() {
    assertRefused("a = " + "[".repeat(10_000), "nested too deep");
    assertRefused("a {".repeat(10_000), "nested too deep");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> HclText.parse(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining(message);
  }

  private static String parsed(String text) throws SyntaxException {
    return Shown.of(HclText.parse(text));
  }
}
