package org.consulkv.agent.check;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class A_definition_of_a_check {
  private static CheckDefinitionBuilder check() {
    return CheckDefinition.builder().id("c");
  }

  @Test
  void needs_an_interval_unless_it_has_a_ttl() {
    assertThat(check().http("http://x").build().fault())
        .hasValue("Interval must be > 0 for Script, HTTP, H2PING, or TCP checks");
    assertThat(check().http("http://x").interval(ofSeconds(1)).build().fault()).isEmpty();
  }

  @Test
  void needs_a_ttl_if_it_has_nothing_else() {
    String missing = "TTL must be > 0 for TTL checks";
    assertThat(check().build().fault()).hasValue(missing);
    assertThat(check().interval(ofSeconds(1)).build().fault()).hasValue(missing);
    assertThat(check().dockerContainerId("a").interval(ofSeconds(1)).build().fault())
        .hasValue(missing);
    assertThat(check().ttl(ofSeconds(-1)).build().fault()).hasValue(missing);
    assertThat(check().ttl(ofSeconds(1)).build().fault()).isEmpty();
  }

  @Test
  void has_a_ttl_or_an_interval() {
    assertThat(check().ttl(ofSeconds(1)).interval(ofSeconds(1)).build().fault())
        .hasValue("Interval and TTL cannot both be specified");
  }

  @Test
  void has_neither_as_an_alias() {
    assertThat(check().aliasService("a").ttl(ofSeconds(1)).build().fault())
        .hasValue("TTL must be not be set for Alias checks");
    assertThat(check().aliasService("a").build().fault()).isEmpty();
  }

  @Test
  void keeps_no_negative_amount_of_output() {
    assertThat(check().ttl(ofSeconds(1)).outputMaxSize(-1).build().fault())
        .hasValue("MaxOutputMaxSize must be positive");
  }

  @Test
  void does_not_warn_later_than_it_fails() {
    assertThat(check().ttl(ofSeconds(1)).thresholds(0, 3, 2).build().fault()).isPresent();
  }

  @Test
  void is_of_one_kind_even_if_it_names_two() {
    assertThat(check().http("http://x").tcp("y:1").build().type()).isEqualTo("http");
  }

  @Test
  void knows_its_kind() {
    assertThat(check().build().type()).isEqualTo("ttl");
    assertThat(check().args(List.of("true")).build().type()).isEqualTo("script");
    assertThat(check().args(List.of("true")).dockerContainerId("a").build().type())
        .isEqualTo("docker");
    assertThat(check().grpc("a:1").build().type()).isEqualTo("grpc");
    assertThat(check().h2ping("a:1").build().type()).isEqualTo("h2ping");
    assertThat(check().udp("a:1").build().type()).isEqualTo("udp");
    assertThat(check().osService("nginx").build().type()).isEqualTo("os_service");
    assertThat(check().aliasNode("n").build().type()).isEqualTo("alias");
  }

  @Test
  void may_run_commands_only_where_that_is_allowed() {
    CheckDefinition script = check().args(List.of("true")).interval(ofSeconds(1)).build();
    CheckSettings off = CheckSettings.DEFAULT;
    CheckSettings local = new CheckSettings(4096, false, false, true);
    CheckSettings on = new CheckSettings(4096, false, true, false);
    assertThat(off.refusal(script, CheckSettings.Origin.LOCAL)).isPresent();
    assertThat(local.refusal(script, CheckSettings.Origin.LOCAL)).isEmpty();
    assertThat(local.refusal(script, CheckSettings.Origin.REMOTE)).isPresent();
    assertThat(on.refusal(script, CheckSettings.Origin.REMOTE)).isEmpty();
    assertThat(off.refusal(check().ttl(ofSeconds(1)).build(), CheckSettings.Origin.REMOTE))
        .isEmpty();
  }

  @Test
  void survives_its_builder() {
    CheckDefinition check = check().http("http://x").interval(ofSeconds(1)).build();
    assertThat(check.toBuilder().build()).isEqualTo(check);
  }
}
