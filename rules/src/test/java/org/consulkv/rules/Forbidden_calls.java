package org.consulkv.rules;

import static org.assertj.core.api.Assertions.assertThat;

import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.ForbiddenApiException;
import de.thetaphi.forbiddenapis.Logger;
import de.thetaphi.forbiddenapis.ParseException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Forbidden_calls {
  /// Copies Latin 1 without an array in between; the list has it for its old age only.
  private static final List<String> ALLOWED =
      List.of("java.lang.String#getBytes(int,int,byte[],int)");

  private static final String CLOCK_AND_CHANCE = "clock-and-chance.txt";
  private static final String IO_AND_THREADS = "io-and-threads.txt";

  @Test
  void are_absent_everywhere() throws Exception {
    assertThat(violations(Repository.modules(), "anywhere.txt", "jdk-unsafe")).isEmpty();
  }

  @Test
  void of_clock_chance_input_output_and_threads_are_absent_where_state_is_computed()
      throws Exception {
    List<Path> state = List.of(Repository.module("state"));

    assertThat(violations(state, CLOCK_AND_CHANCE)).isEmpty();
    assertThat(violations(state, IO_AND_THREADS)).isEmpty();
  }

  @Test
  void of_clock_and_chance_go_through_the_ports_where_a_server_decides() throws Exception {
    assertThat(violations(List.of(Repository.module("server")), CLOCK_AND_CHANCE)).isEmpty();
  }

  private static List<String> violations(List<Path> modules, String list, String... bundled)
      throws IOException, ParseException {
    var found = new ArrayList<String>();
    try (URLClassLoader loader = new URLClassLoader(classPath())) {
      Checker checker =
          new Checker(new ErrorsTo(found), loader, EnumSet.of(Checker.Option.FAIL_ON_VIOLATION));
      for (String signatures : bundled) {
        checker.addBundledSignatures(signatures, "25");
      }
      if (bundled.length > 0) {
        checker.setSignaturesSeverity(ALLOWED, Checker.ViolationSeverity.SUPPRESS);
      }
      checker.parseSignaturesFile(
          Forbidden_calls.class.getResourceAsStream("/forbidden/" + list), list);
      for (Path module : modules) {
        List<File> classes =
            Repository.filesUnder(Repository.classes(module), ".class").map(Path::toFile).toList();
        checker.addClassesToCheck(classes);
      }
      checker.run();
    } catch (ForbiddenApiException e) {
      found.add(e.getMessage());
    }
    return found;
  }

  /// All modules' classes and all libraries of the distribution, so that inherited methods are
  /// seen.
  private static URL[] classPath() throws MalformedURLException {
    Path libraries = Repository.module("app").resolve("target/dist/lib");
    List<Path> entries =
        Stream.concat(
                Repository.modules().stream().map(Repository::classes),
                libraries.toFile().isDirectory()
                    ? Repository.filesUnder(libraries, ".jar")
                    : Stream.empty())
            .toList();
    var urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = entries.get(i).toUri().toURL();
    }
    return urls;
  }

  private record ErrorsTo(List<String> found) implements Logger {
    @Override
    public void error(String message) {
      found.add(message);
    }

    @Override
    public void warn(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void debug(String message) {}
  }
}
