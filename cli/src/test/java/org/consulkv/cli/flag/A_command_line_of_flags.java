package org.consulkv.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class A_command_line_of_flags {
  private final FlagSet flags = new FlagSet();
  private final Flag dev = flags.toggle("dev", "On or off.");
  private final Flag node = flags.value("node", "A name.");
  private final Flag tags = flags.list("tag", "Many names.");
  private final Flag port = flags.declare("port", Kind.INT, "0", "A number.");
  private final Flag wait = flags.declare("wait", Kind.MAYBE_DURATION, "", "A time.");

  @Test
  void takes_values_after_equals_signs_and_spaces_with_one_dash_or_two() throws FlagError {
    assertThat(flags.parse(List.of("-node=a", "--port", "0x10", "-dev", "rest")))
        .containsExactly("rest");
    assertThat(node.text()).isEqualTo("a");
    assertThat(port.number()).isEqualTo(16);
    assertThat(dev.isOn()).isTrue();
  }

  @Test
  void gives_switches_a_value_only_after_an_equals_sign() throws FlagError {
    assertThat(flags.parse(List.of("-dev=f", "-dev", "false"))).containsExactly("false");
    assertThat(dev.all()).containsExactly("f", "true");
  }

  @Test
  void collects_repeated_flags_and_lets_the_last_value_win() throws FlagError {
    flags.parse(List.of("-tag=a", "-tag", "b", "-node=x", "-node=y"));
    assertThat(tags.all()).containsExactly("a", "b");
    assertThat(node.text()).isEqualTo("y");
  }

  @Test
  void ends_at_the_first_argument_or_at_two_dashes() throws FlagError {
    assertThat(flags.parse(List.of("-dev", "x", "-node=y"))).containsExactly("x", "-node=y");
    assertThat(flags.parse(List.of("--", "-node=y"))).containsExactly("-node=y");
    assertThat(flags.parse(List.of("-"))).containsExactly("-");
    assertThat(node.isSet()).isFalse();
  }

  @Test
  void reads_durations_as_go_writes_them() throws FlagError {
    flags.parse(List.of("-wait=1m1.5s20ms"));
    assertThat(wait.duration()).isEqualTo(Duration.ofMillis(61_520));
  }

  @Test
  void is_refused_in_the_words_of_go() {
    assertRefused("-nosuch", "flag provided but not defined: -nosuch");
    assertRefused("-node", "flag needs an argument: -node");
    assertRefused("---node", "bad flag syntax: ---node");
    assertRefused("-=x", "bad flag syntax: -=x");
    assertRefused("-dev=x", "invalid boolean value \"x\" for -dev: parse error");
    assertRefused("-port=x", "invalid value \"x\" for flag -port: parse error");
    assertRefused(
        "-port=99999999999999999999",
        "invalid value \"99999999999999999999\" for flag -port: value out of range");
    assertRefused("-wait=x", "invalid value \"x\" for flag -wait: time: invalid duration \"x\"");
    assertRefused(
        "-wait=5", "invalid value \"5\" for flag -wait: time: missing unit in duration \"5\"");
  }

  private void assertRefused(String argument, String message) {
    assertThatThrownBy(() -> flags.parse(List.of(argument))).hasMessage(message);
  }
}
