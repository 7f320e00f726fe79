package org.consulkv.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class A_help_text {
  @Test
  void breaks_paragraphs_into_lines_of_even_length() {
    assertThat(
            WordWrap.wrap(
                "The server name to use as the SNI host when connecting via TLS. This can also be"
                    + " specified via the CONSUL_TLS_SERVER_NAME environment variable.",
                67))
        .isEqualTo(
            List.of(
                "The server name to use as the SNI host when connecting via",
                "TLS. This can also be specified via the CONSUL_TLS_SERVER_NAME",
                "environment variable."));
  }

  @Test
  void lists_common_options_first_and_leaves_hidden_ones_out() {
    FlagSet flags = new FlagSet();
    flags.toggle("wan", "Over the wide area.");
    flags.string("filter", "Later.").hide();
    flags.common("http-addr", Kind.VALUE, "The `address` of the agent.");
    assertThat(HelpText.of("Usage: consul x\n", flags))
        .isEqualTo(
            """
            Usage: consul x

            HTTP API Options

              -http-addr=<address>
                 The `address` of the agent.

            Command Options

              -wan
                 Over the wide area.\
            """);
  }

  @Test
  void follows_an_error_as_go_prints_it() {
    FlagSet flags = new FlagSet();
    flags.declare("separator", Kind.STRING, "/", "What separates.");
    flags.toggle("keys", "Keys only.");
    flags.value("addr", "The `address`.");
    assertThat(UsageText.of(flags))
        .isEqualTo(
            """
            Usage:
              -addr address
                \tThe address.
              -keys
                \tKeys only.
              -separator string
                \tWhat separates. (default "/")\
            """);
  }
}
