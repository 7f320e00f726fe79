package org.consulkv.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/COMPAT.md says what is there; here is what can be checked of it.
class The_compatibility_table {
  private static final String KEYS = "src/main/resources/org/consulkv/agent/config/keys.txt";
  private static final Pattern ROW = Pattern.compile("\\| (.*) \\| ([a-z ]+) \\| (.*) \\|");
  private static final Pattern SCENARIO = Pattern.compile("`([a-z]+/[a-z_]+)`");
  private static final Map<String, String> STATES =
      Map.of("now", "done", "quiet", "quiet", "later", "read", "gone", "gone");

  @Test
  void says_of_each_configuration_key_how_far_it_is() throws IOException {
    Map<String, String> stated = new HashMap<>();
    String section = "";
    for (String line : lines("docs/COMPAT.md")) {
      if (line.startsWith("## ")) {
        section = sectionOf(line);
      }
      Matcher row = ROW.matcher(line);
      if (!section.isEmpty() && row.matches()) {
        String state = row.group(2).equals("partly") ? "done" : row.group(2); // the code knows it
        stated.put(section + row.group(1), state);
      }
    }

    assertThat(stated).containsAllEntriesOf(keys());
  }

  @Test
  void names_only_scenarios_that_the_build_keeps_passing() throws IOException {
    Set<String> kept = new TreeSet<>(lines(".ci/conformance.txt"));
    List<String> unkept = new ArrayList<>();
    for (String line : lines("docs/COMPAT.md")) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(2).equals("done")) {
        Matcher scenario = SCENARIO.matcher(row.group(3));
        while (scenario.find()) {
          if (!kept.contains(scenario.group(1))) {
            unkept.add(row.group(1) + ": " + scenario.group(1));
          }
        }
      }
    }

    assertThat(unkept).as("done by a scenario that is not in .ci/conformance.txt").isEmpty();
  }

  /// The section of keys.txt that a heading of the table is about, with a slash; empty for others.
  private static String sectionOf(String heading) {
    String about = "## Configuration: keys";
    if (!heading.startsWith(about)) {
      return "";
    }
    return heading.equals(about) ? "root/" : heading.replaceAll(".*`(.*)`.*", "$1/");
  }

  private static Map<String, String> keys() throws IOException {
    Map<String, String> keys = new HashMap<>();
    String section = "";
    for (String line : lines("agent/" + KEYS)) {
      String text = line.replaceAll("#.*", "").strip();
      if (text.startsWith("[")) {
        section = text.substring(1, text.length() - 1) + "/";
      } else if (!text.isEmpty()) {
        List<String> words = List.of(text.split(" +", -1));
        keys.put(
            section + "`" + words.getFirst() + "`",
            STATES.getOrDefault(words.getLast(), "done")); // old names work by setting the new
      }
    }
    return keys;
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Repository.module(file), UTF_8);
  }
}
