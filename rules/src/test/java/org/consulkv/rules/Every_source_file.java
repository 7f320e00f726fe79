package org.consulkv.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Every_source_file {
  private static final int LINES_REPORTED = 300;
  private static final int LINES_REFUSED = 400;

  @Test
  void is_formatted_as_google_java_format_does() throws Exception {
    StringWriter changed = new StringWriter();
    StringWriter errors = new StringWriter();
    Main formatter =
        new Main(new PrintWriter(changed), new PrintWriter(errors), InputStream.nullInputStream());
    String[] arguments =
        Stream.concat(Stream.of("--dry-run"), Repository.sources().stream().map(Path::toString))
            .toArray(String[]::new);

    formatter.format(arguments);

    assertThat(changed.toString() + errors).as("files that .ci/format would change").isEmpty();
  }

  @Test
  void is_short() {
    List<Path> long_ = longerThan(LINES_REPORTED);
    if (!long_.isEmpty()) {
      System.out.println("Longer than " + LINES_REPORTED + " lines: " + long_);
    }

    assertThat(longerThan(LINES_REFUSED)).isEmpty();
  }

  @Test
  void is_in_a_package_that_is_null_marked() {
    assertThat(
            Repository.sources().stream()
                .map(Path::getParent)
                .distinct()
                .filter(
                    folder -> !text(folder.resolve("package-info.java")).contains("@NullMarked"))
                .filter(folder -> !isTestOfMarkedPackage(folder)))
        .as("packages without @NullMarked in package-info.java")
        .isEmpty();
  }

  /// A test's package is the one of the code it tests, which says it for both.
  private static boolean isTestOfMarkedPackage(Path folder) {
    Path main = Path.of(folder.toString().replace("/src/test/", "/src/main/"));
    return !main.equals(folder) && text(main.resolve("package-info.java")).contains("@NullMarked");
  }

  private static List<Path> longerThan(int lines) {
    return Repository.sources().stream()
        .filter(source -> text(source).lines().count() > lines)
        .map(Repository.ROOT::relativize)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
