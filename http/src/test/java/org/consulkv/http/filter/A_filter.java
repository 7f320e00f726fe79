package org.consulkv.http.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.consulkv.server.ApiException;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class A_filter {
  record Port(int number, boolean open) {}

  record Host(
      String name,
      @Nullable List<String> tags,
      @Nullable Map<String, String> meta,
      List<Port> ports,
      Map<String, Port> named) {}

  private static final Selectors<Port> PORT =
      Selectors.<Port>builder().number("Number", Port::number).flag("Open", Port::open).build();

  private static final Selectors<Host> HOST =
      Selectors.<Host>builder()
          .text("Name", Host::name)
          .texts("Tags", Host::tags)
          .textMap("Meta", Host::meta)
          .list("Ports", Host::ports, PORT)
          .map("Named", Host::named, PORT)
          .object("First", host -> host.ports().isEmpty() ? null : host.ports().getFirst(), PORT)
          .build();

  private static final Host WEB =
      new Host(
          "web1",
          List.of("a", "b"),
          Map.of("rack", "r1", "a.b", "dotted"),
          List.of(new Port(80, true), new Port(443, false)),
          Map.of("lan", new Port(8000, true)));
  private static final Host BARE = new Host("bare", null, null, List.of(), Map.of());

  @Test
  void compares_texts_numbers_and_truth_values() {
    assertThat(passes("Name == web1")).isTrue();
    assertThat(passes("Name==\"web1\"")).isTrue();
    assertThat(passes("Name==`web1`")).isTrue();
    assertThat(passes("Name != web1")).isFalse();
    assertThat(passes("First.Number == 80 and First.Open == true")).isTrue();
    assertThat(passes("First.Number != 80")).isFalse();
  }

  @Test
  void searches_in_texts_lists_and_maps() {
    assertThat(passes("Name contains eb")).isTrue();
    assertThat(passes("eb not in Name")).isFalse();
    assertThat(passes("a in Tags")).isTrue();
    assertThat(passes("Tags not contains c")).isTrue();
    assertThat(passes("rack in Meta")).isTrue();
    assertThat(passes("Meta is not empty")).isTrue();
    assertThat(passes("Tags is empty")).isFalse();
  }

  @Test
  void matches_regular_expressions_anywhere_in_a_text() {
    assertThat(passes("Name matches \"^web[0-9]$\"")).isTrue();
    assertThat(passes("Name matches `b\\d`")).isTrue();
    assertThat(passes("Name not matches \"^b\"")).isTrue();
  }

  @Test
  void reaches_into_maps_by_any_key() {
    assertThat(passes("Meta.rack == r1")).isTrue();
    assertThat(passes("Meta[\"a.b\"] == dotted")).isTrue();
    assertThat(passes("Named.lan.Number == 8000")).isTrue();
  }

  @Test
  void holds_of_a_list_if_it_holds_of_any_element() {
    assertThat(passes("Ports.Number == 443")).isTrue();
    assertThat(passes("Ports.Open == false")).isTrue();
    assertThat(passes("Ports.Number == 1")).isFalse();
    assertThat(passes("Ports is not empty")).isTrue();
  }

  @Test
  void takes_what_is_missing_as_different_from_everything() {
    assertThat(bare("Meta.rack == r1")).isFalse();
    assertThat(bare("Meta.rack != r1")).isTrue();
    assertThat(bare("Meta.rack not matches r")).isTrue();
    assertThat(bare("Named.lan.Number != 1")).isTrue();
    assertThat(bare("First.Number == 80")).isFalse();
    assertThat(bare("Tags is empty and Meta is empty and Ports is empty")).isTrue();
    assertThat(bare("a in Tags or rack in Meta")).isFalse();
  }

  @Test
  void binds_not_before_and_before_or() {
    assertThat(passes("not Name == web1 and Name == web1 or a in Tags")).isTrue();
    assertThat(passes("not (Name == web1 and Name == x)")).isTrue();
    assertThat(passes("not not Name == web1")).isTrue();
    assertThat(passes("Name == web1 or Name == x and Name == y")).isTrue();
    assertThat(passes("  ( ( Name == web1 ) )  ")).isTrue();
  }

  @Test
  void names_the_place_of_an_error_and_what_would_have_fitted_there() {
    refuses(
        "==",
        "1:1 (0): no match found, expected: \"(\", \"-\", \"0\", \"\\\"\", \"`\", \"not\","
            + " [ \\t\\r\\n], [1-9] or [a-zA-Z]");
    refuses(
        "Name",
        "1:5 (4): no match found, expected: \"!=\", \".\", \"==\", \"[\", [ \\t\\r\\n] or"
            + " [a-zA-Z0-9_]");
    refuses(
        "Name like a",
        "1:6 (5): no match found, expected: \"!=\", \"==\", \"contains\", \"in\", \"is\","
            + " \"matches\", \"not\" or [ \\t\\r\\n]");
    refuses(
        "Name==",
        "1:7 (6): no match found, expected: \"-\", \"0\", \"\\\"\", \"`\", [ \\t\\r\\n], [1-9] or"
            + " [a-zA-Z]");
    refuses(
        "\"cnf1\" == Node", "1:8 (7): no match found, expected: \"in\", \"not\" or [ \\t\\r\\n]");
    refuses("(Name==a", "1:9 (8): rule \"grouping\": Unmatched parentheses");
    refuses("ServicePort in [8001]", "1:16 (15): rule \"match\": Invalid selector");
    refuses("Name==198.18.0.1", "1:13 (12): rule \"number\": Invalid number literal");
  }

  @Test
  void refuses_what_the_values_do_not_have() {
    refuses("Frob==1", "Selector \"Frob\" is not valid");
    refuses("name==web1", "Selector \"name\" is not valid");
    refuses("Meta.a.b==1", "Selector \"Meta.a.b\" is not valid");
    refuses("First==1", "Selector \"First\" is not valid");
    refuses("Name is empty", "Invalid match operator \"Is Empty\" for selector \"Name\"");
    refuses("Tags==a", "Invalid match operator \"Equal\" for selector \"Tags\"");
    refuses(
        "First.Number matches a",
        "Invalid match operator \"Matches\" for selector \"First.Number\"");
    refuses(
        "First.Number==x",
        "Failed to coerce value \"x\" for selector \"First.Number\": strconv.ParseInt: parsing"
            + " \"x\": invalid syntax");
  }

  @Test
  void is_bounded_in_depth() {
    assertThatThrownBy(() -> passes("(".repeat(100_000))).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> passes("not ".repeat(100_000))).isInstanceOf(ApiException.class);
  }

  @SeededTest(runs = 500)
  void is_refused_with_words_or_works_whatever_it_is(Gen gen) {
    String text =
        String.join(
            gen.oneOf("", " "),
            gen.list(
                12,
                () ->
                    gen.oneOf(
                        "Name",
                        "Meta",
                        "Ports",
                        ".",
                        "[",
                        "]",
                        "\"",
                        "`",
                        "(",
                        ")",
                        "==",
                        "!=",
                        "not",
                        "in",
                        "is",
                        "empty",
                        "contains",
                        "matches",
                        "and",
                        "or",
                        "-",
                        "7",
                        "\\",
                        "é",
                        "\n",
                        "*")));
    try {
      boolean _ = passes(text);
    } catch (ApiException e) {
      assertThat(e.getMessage()).startsWith("Failed to create boolean expression evaluator: ");
    }
  }

  @Test
  void is_equal_to_one_with_the_same_text() {
    assertThat(Filter.parse("Name==a", HOST)).isEqualTo(Filter.parse("Name==a", HOST));
    assertThat(Filter.parse("Name==a", HOST)).isNotEqualTo(Filter.parse("Name==b", HOST));
    assertThat(Filter.parse("", HOST).isEmpty()).isTrue();
  }

  private static boolean passes(String filter) {
    return Filter.parse(filter, HOST).test(WEB);
  }

  private static boolean bare(String filter) {
    return Filter.parse(filter, HOST).test(BARE);
  }

  private static void refuses(String filter, String why) {
    assertThatThrownBy(() -> Filter.parse(filter, HOST))
        .isInstanceOf(ApiException.class)
        .hasMessage("Failed to create boolean expression evaluator: " + why);
  }
}
